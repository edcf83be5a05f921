"""Loop: go round a number of times."""

from callslip.flows.action_type import ActionType, Step, static_or_path
from callslip.flows.outcome import Next, Outcome, Result


@ActionType(
    name="Loop",
    summary="goes round LoopCount times",
    parameters={"LoopCount": static_or_path(required=True, bounds=(0, 100))},
    errors=("NoMatchingError",),
    results=("ContinueLooping", "DoneLooping"),
    conditions="all",
)
def loop(step: Step) -> Outcome:
    """ContinueLooping LoopCount times, then DoneLooping once, then anew; the count is read at each pass."""
    count = step.whole_number("LoopCount", 0, 100)
    if step.counter < count:
        return Next(branch=Result("ContinueLooping"), counter=step.counter + 1)
    return Next(branch=Result("DoneLooping"), counter=0)
