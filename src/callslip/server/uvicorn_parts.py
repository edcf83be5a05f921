"""What we use of uvicorn, without what its command line needs: click, reloaders and subprocesses, a tenth of our start.

`uvicorn/__init__.py` imports that command line before any part can be had. Here it is run only when somebody asks the
package for what we do not use. Import uvicorn from here alone.
"""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType


def _put_off(spec: ModuleSpec) -> ModuleType:
    """The package, found but not run: parts of it can be imported, and the first other name asked of it runs it."""
    package = module_from_spec(spec)

    def run(name: str) -> object:
        del package.__dict__["__getattr__"]
        spec.loader.exec_module(package)  # type: ignore[union-attr]  # a package with a file has one
        return getattr(package, name)

    package.__dict__["__getattr__"] = run
    return package


_spec = None if "uvicorn" in sys.modules else find_spec("uvicorn")
if _spec is not None:
    sys.modules["uvicorn"] = _put_off(_spec)

from uvicorn.config import Config  # noqa: E402 - only now is there a package to import from
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle  # noqa: E402
from uvicorn.server import Server  # noqa: E402

if _spec is not None:
    sys.modules["uvicorn"].__dict__["Config"] = Config  # some parts ask the package for it

__all__ = ["STATUS_LINE", "Config", "HttpToolsProtocol", "RequestResponseCycle", "Server"]
