"""Explore: a bounded, seeded search for a way to every branch of a flow."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from callslip.flows.document import Action, Flow
from callslip.flows.effects import Effect, StepTaken
from callslip.flows.engine import advance, start_run
from callslip.flows.events import Began, Event
from callslip.flows.graph import distances, endings
from callslip.flows.run import FAILURES, Run
from callslip.flows.scope import Scope, apply_effect
from callslip.rehearsal.branches import Branch, all_branches, why_never, why_unreached
from callslip.rehearsal.choices import Choices, can_take
from callslip.rehearsal.interest import Interest
from callslip.rehearsal.openings import openings

_EXPANDED_FIRST = 24
_KEPT_AFTER = 32
_DIVE_MAX = 300
_AIMED_MAX = 2
_FEW = 8


@dataclass(frozen=True, slots=True)
class Exploration:
    """What was found: for each branch the shortest inputs that reach it, and what was not found, and why.

    `endless` are branches that were reached and from which no run came to a good end, with the reason.
    """

    flow: Flow
    branches: list[Branch]
    inputs: Mapping[Branch, list[str]]
    unreached: Mapping[Branch, str]
    endless: Mapping[Branch, str]
    steps: int
    is_exhausted: bool


@dataclass(slots=True, eq=False)
class _Node:
    """A state that was reached: the run and scope, and how."""

    run: Run
    scope: Scope
    words: str
    parent: "_Node | None" = None
    depth: int = 0
    parents: list["_Node"] = field(default_factory=list)


def explore(
    flow: Flow,
    scope: Scope,
    channel: str | None = None,
    seed: int = 1,
    steps_max: int = 100_000,
    progress: Callable[[int], None] | None = None,
) -> Exploration:
    """Try what could happen, shortest first, until every branch is reached or the steps are used up.

    `scope` is the contact at the start; what it does not say (attributes, and the channel unless `channel` is given) is
    tried out. The same arguments give the same answer. `progress` is told how many steps are tried.
    """
    search = _Search(flow, scope, channel, seed, steps_max)
    search.go(progress)
    return search.found()


class _Search:
    def __init__(self, flow: Flow, scope: Scope, channel: str | None, seed: int, steps_max: int) -> None:
        self._flow = flow
        self._interest = Interest(flow)
        self._choices = Choices(self._interest, seed)
        self._branches = all_branches(flow)
        self._wanted = {branch for branch in self._branches if not why_never(flow, branch)}
        self._good: set[_Node] = set()
        self._openings = openings(scope, channel, self._interest, self._choices)
        self._steps_left = steps_max
        self._steps_max = steps_max
        self._seen: dict[bytes, _Node] = {}
        self._first: dict[Branch, _Node] = {}
        self._after: dict[Branch, list[_Node]] = {}
        self._before: dict[str, tuple[_Node | None, Scope, str, Event]] = {}
        self._queue: deque[_Node] = deque()
        self._later: deque[_Node] = deque()
        self._aimed: Counter[Branch] = Counter()
        self._expanded: Counter[str] = Counter()
        self._expanded_max = _EXPANDED_FIRST

    def go(self, progress: Callable[[int], None] | None) -> None:
        """Search until all is found and comes to a good end, or nothing is left to try."""
        for words, scope in self._openings:
            self._queue.extend(self._advance(None, scope, words, Began()))
        while self._steps_left > 0 and (self._wanted or self._endless()):
            if progress is not None:
                progress(self._steps_max - self._steps_left)
            if self._queue:
                self._expand(self._queue.popleft())
            elif not self._try_harder():
                return

    def found(self) -> Exploration:
        """The answer."""
        endless = {branch: _how_it_ended(self._after[branch]) for branch in self._endless()}
        order = {branch: branch in self._first for branch in self._branches}
        is_exhausted = self._steps_left <= 0
        return Exploration(
            self._flow,
            self._branches,
            {branch: _inputs(self._first[branch]) for branch, known in order.items() if known},
            {
                branch: why_unreached(self._flow, branch, self._before, is_exhausted=is_exhausted)
                for branch, known in order.items()
                if not known
            },
            {branch: endless[branch] for branch in self._branches if branch in endless},
            self._steps_max - max(self._steps_left, 0),
            is_exhausted,
        )

    def _expand(self, node: _Node) -> None:
        if self._expanded[node.run.at] >= self._expanded_max:
            self._later.append(node)
            return
        self._expanded[node.run.at] += 1
        self._queue.extend(self._children(node))

    def _children(self, node: _Node, *, in_dive: bool = False) -> list[_Node]:
        """The new states that one choice leads to; in a dive, of some choices, and known states too."""
        action, waiting = self._flow.find(node.run.at), node.run.waiting
        if action is None or waiting is None or self._steps_left <= 0:
            return []
        choices = self._choices.at(action, waiting)
        if in_dive and len(choices) > _FEW:
            choices = choices[: _FEW // 2] + choices[_FEW // 2 + node.depth % _FEW :: _FEW]
        found = (self._advance(node, node.scope, words, event, known_too=in_dive) for words, event in choices)
        return [child for each in found for child in each]

    def _aim(self) -> bool:
        """Search straight for what is still missing, each once in a while; whether that found something."""
        missing, endless = len(self._wanted), self._endless()
        for branch in [each for each in self._branches if each in self._wanted]:
            if branch in self._wanted and self._may_aim(branch):
                self._search_for(distances(self._flow, [branch.action]), self._seen.values(), branch)
        ends = distances(self._flow, endings(self._flow))
        for branch in endless:
            if self._good.isdisjoint(self._after[branch]) and self._may_aim(branch):
                self._search_for(ends, self._after[branch], branch)
        return len(self._wanted) < missing or len(self._endless()) < len(endless)

    def _may_aim(self, branch: Branch) -> bool:
        self._aimed[branch] += 1
        return self._aimed[branch] <= _AIMED_MAX

    def _search_for(self, near: Mapping[str, int], starts: Iterable[_Node], branch: Branch) -> None:
        """Go on from the states nearest to a goal, deep before broad, until the branch is found and ends well."""
        ranked = sorted((node for node in starts if _waits_near(node, near)), key=lambda node: near[node.run.at])
        for start in {id(node): node for node in (*ranked[:1], *ranked[-1:], *ranked[len(ranked) // 2 :][:1])}.values():
            if self._dive(near, start, branch):
                return

    def _dive(self, near: Mapping[str, int], start: _Node, branch: Branch) -> bool:
        stack, visited = [start], {start}
        for _ in range(_DIVE_MAX):
            if branch not in self._wanted and not self._good.isdisjoint(self._after[branch]):
                return True
            if not stack or self._steps_left <= 0:
                return False
            children = dict.fromkeys(self._children(stack.pop(), in_dive=True))
            fresh = [child for child in children if child not in visited and _waits_near(child, near)]
            visited.update(fresh)
            stack.extend(sorted(fresh, key=lambda child: -near[child.run.at]))
        return False

    def _go_deeper(self) -> bool:
        """Let states that were put off have their turn; whether there are any."""
        self._queue, self._later = self._later, deque()
        self._expanded_max *= 4
        return bool(self._queue)

    def _fail_something(self) -> bool:
        """Let actions that were reached take errors that nothing else caused; whether that found something."""
        before = len(self._first)
        for branch in [branch for branch in self._branches if branch in self._wanted]:
            action = self._flow.find(branch.action)
            how = self._before.get(branch.action)
            error = _error_of(action, branch)
            if action is None or how is None or error is None or not can_take(action, error):
                continue
            parent, scope, words, event = how
            failing = replace(scope, failing={**scope.failing, branch.action: error})
            words = "; ".join(filter(None, (words, f"{branch.action} fails: {error}")))
            self._queue.extend(self._advance(parent, failing, words, event))
        return len(self._first) > before

    def _try_harder(self) -> bool:
        """When the near states are used up; whether there is more to expand."""
        return self._fail_something() or self._aim() or self._go_deeper()

    def _advance(
        self, parent: _Node | None, scope: Scope, words: str, event: Event, *, known_too: bool = False
    ) -> list[_Node]:
        """Take one event; the state that it leads to, or nothing where that is an end, or not new."""
        before = parent.run if parent else start_run("flow")
        run, effects = advance(self._flow, before, event, scope)
        self._steps_left -= max(run.steps - before.steps, 1)
        after = replace(scope, failing={})
        for effect in effects:
            after = apply_effect(after, effect)
        node = _Node(run, after, words, parent, parent.depth + 1 if parent else 0)
        key = msgspec.json.encode((replace(run, steps=0), after))
        known = self._seen.setdefault(key, node)
        if parent is not None:
            known.parents.append(parent)
        if known not in self._good and run.ended is not None and run.ended.how not in FAILURES:
            self._mark_good(known)
        elif known in self._good and parent is not None:
            self._mark_good(parent)
        self._note(effects, node, known, (parent, scope, words, event))
        return [known] if run.ended is None and (known is node or known_too) else []

    def _note(
        self,
        effects: tuple[Effect, ...],
        node: _Node,
        known: _Node,
        how: tuple[_Node | None, Scope, str, Event],
    ) -> None:
        for step in effects:
            if not isinstance(step, StepTaken):
                continue
            self._before.setdefault(step.identifier, how)
            if step.branch is None:
                continue
            branch = Branch(step.identifier, step.branch)
            nodes = self._after.setdefault(branch, [])
            if len(nodes) < _KEPT_AFTER and known not in nodes:
                nodes.append(known)
            if branch in self._wanted:
                self._wanted.discard(branch)
                self._first[branch] = node
        if node.run.waiting is not None:
            self._before.setdefault(node.run.at, how)

    def _mark_good(self, node: _Node) -> None:
        """From this state a run comes to a good end, and so it does from those that lead here."""
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if here not in self._good:
                self._good.add(here)
                waiting.extend(here.parents)

    def _endless(self) -> list[Branch]:
        """The branches that were reached and from which no run came to a good end so far."""
        return [
            branch for branch, nodes in self._after.items() if branch in self._first and self._good.isdisjoint(nodes)
        ]


def _waits_near(node: _Node, near: Mapping[str, int]) -> bool:
    return node.run.ended is None and node.run.at in near


def _error_of(action: Action | None, branch: Branch) -> str | None:
    """The error type of an error branch; None for others, and for NoMatchingCondition, which is no error."""
    if action is None or not branch.place.startswith("Errors["):
        return None
    error = (action.ways.errors or ())[int(branch.place[7:-1])].error_type
    return None if error == "NoMatchingCondition" else error


def _inputs(node: _Node) -> list[str]:
    words: list[str] = []
    here: _Node | None = node
    while here is not None:
        words.append(here.words)
        here = here.parent
    return [text for text in reversed(words) if text]


def _how_it_ended(nodes: list[_Node]) -> str:
    ended = _details(nodes)
    return next(ended, "no run from here came to an end")


def _details(nodes: list[_Node]) -> Iterator[str]:
    for node in nodes:
        if node.run.ended is not None:
            yield f"{node.run.ended.how}: {node.run.ended.detail}"
