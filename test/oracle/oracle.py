#!/usr/bin/env python3
"""Asks the installed, unchanged Metaflow for its graph of flow files and for its verdict on them.

  oracle.py [options] FILE...
  ... | oracle.py --files-from -            (one path per line)
  ... | oracle.py --jsonl                   (one {"file": name, "source": text} per line; nothing touches the disk)

The module-level code of every flow is executed: feed it only flows that you trust.

One JSON line per flow file, in the order of the input, on stdout:
  {"file", "ok", "phase", "error_type", "headline", "message", "lineno", "source_file", "check",
   "unstable", "flow", "flows", "start_step", "end_step", "sorted", "graph": {step: {...}},
   "structure", "all": [...]}          ("structure" only with --structure, "all" only with --all)

phase: read | syntax | import | no-flow | params | lint | check | done | timeout
mode (--mode):
  lint   graph (built by the FlowSpec metaclass) + metaflow.lint.linter      [default, fastest]
  params lint preceded by Parameter.init() for all parameters (as every CLI command does)
  check  in-process `flow.py --no-pylint --quiet check`  (params, @flow decorators, @step decorators, THEN lint)
  run    the order of `flow.py run`: params, @flow decorators, lint, THEN @step decorators
"""
import argparse
import ast
import contextlib
import importlib
import io
import itertools
import json
import linecache
import os
import re
import shutil
import signal
import sys
import tempfile
import types

if os.environ.get("PYTHONHASHSEED") != "0":      # lint walks Python sets; pin their order
    os.environ["PYTHONHASHSEED"] = "0"
    os.execv(sys.executable, [sys.executable] + sys.argv)

os.environ.setdefault("USER", "oracle")
os.environ["USERNAME"] = os.environ.get("USERNAME") or "oracle"   # get_username() ignores "root"
os.environ["METAFLOW_HOME"] = os.path.join(tempfile.gettempdir(), "oracle-has-no-metaflow-home")
for _k in list(os.environ):
    if _k.startswith("METAFLOW_") and _k != "METAFLOW_HOME":
        del os.environ[_k]
_TMP = tempfile.mkdtemp(prefix="mf-oracle-")
_HERE = os.getcwd()
os.chdir(_TMP)                                    # no .metaflow lookup in the caller's tree
import metaflow                                   # noqa: E402
os.chdir(_HERE)
from metaflow import lint, parameters             # noqa: E402
from metaflow.exception import MetaflowException  # noqa: E402
from metaflow.flowspec import FlowSpec            # noqa: E402
from metaflow.user_decorators.user_flow_decorator import FlowMutator  # noqa: E402

_MF_ROOT = os.path.dirname(os.path.abspath(metaflow.__file__))
_HAS_ALARM = hasattr(signal, "SIGALRM")            # Windows has none: no time limit there
_COUNT = itertools.count()
_MODRE = re.compile(r"^_mf_oracle_\d+\.")


class _Timeout(BaseException):
    pass


def _on_alarm(*_):
    raise _Timeout()


def _lineno_in(exc, path):
    """Line of the innermost traceback frame that lies in the flow file."""
    tb, line = exc.__traceback__, None
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == path:
            line = tb.tb_lineno
        tb = tb.tb_next
    return line


def _lint_check_name(exc):
    tb, name = exc.__traceback__, None
    while tb is not None:
        co = tb.tb_frame.f_code
        if co.co_filename.endswith(os.sep + "lint.py") and co.co_name.startswith("check_"):
            name = name or co.co_name           # outermost: check_path is nested in check_for_acyclicity
        tb = tb.tb_next
    return name


def _describe(exc, path):
    d = {"error_type": type(exc).__name__, "headline": getattr(exc, "headline", None)}
    if isinstance(exc, SyntaxError):
        d.update(message=exc.msg, lineno=exc.lineno, source_file=exc.filename)
    elif isinstance(exc, MetaflowException):
        d.update(message=exc.message, lineno=exc.line_no, source_file=exc.source_file)
        if exc.line_no is None:
            d["lineno"] = _lineno_in(exc, path)
            d["lineno_from_traceback"] = d["lineno"] is not None
    else:
        msg = getattr(exc, "format_message", None)         # vendored click errors
        d.update(message=msg() if callable(msg) else str(exc), lineno=_lineno_in(exc, path), source_file=None)
    d["check"] = _lint_check_name(exc)
    # the wording of these depends on Python set order
    d["unstable"] = d["check"] == "check_for_orphans" or (
        d["check"] == "check_split_join_balance" and "incorrect number of steps" in (d["message"] or ""))
    return d


def _graph_dict(g):
    out = {}
    for name, n in g.nodes.items():
        out[name] = {
            "type": n.type, "out": list(n.out_funcs), "in": list(n.in_funcs),
            "matching_join": n.matching_join, "split_parents": list(n.split_parents),
            "split_branches": list(n.split_branches), "is_inside_foreach": n.is_inside_foreach,
            "num_args": n.num_args, "line": n.func_lineno, "next_line": n.tail_next_lineno,
            "has_tail_next": n.has_tail_next, "invalid_tail_next": n.invalid_tail_next,
            "foreach_param": n.foreach_param if isinstance(n.foreach_param, (str, int, float, bool, type(None))) else repr(n.foreach_param),
            "num_parallel": n.num_parallel if isinstance(n.num_parallel, (str, int, float, bool, type(None))) else repr(n.num_parallel),
            "parallel_foreach": n.parallel_foreach, "parallel_step": n.parallel_step,
            "condition": n.condition, "switch_cases": {str(k): v for k, v in n.switch_cases.items()},
            "is_start_step": n.is_start_step, "is_end_step": n.is_end_step,
            "decorators": [getattr(d, "name", None) or _MODRE.sub("__main__.", d.decorator_name)
                           for d in itertools.chain(n.decorators, n.wrappers, n.config_decorators)],
            "doc": n.doc,
        }
    return out


def _pick_flow(ns, modname, tree):
    """All FlowSpec subclasses of the module, and the one its __main__ block starts (or the last leaf)."""
    flows = {}
    for k, v in ns.items():
        if isinstance(v, FlowMutator):
            v = v._flow_cls
        if isinstance(v, type) and issubclass(v, FlowSpec) and v is not FlowSpec and v.__module__ == modname:
            flows[k] = v
    started = None
    for node in tree.body:
        if isinstance(node, ast.If) and "__name__" in ast.dump(node.test):
            for sub in ast.walk(node):
                if isinstance(sub, ast.Call) and isinstance(sub.func, ast.Name) and sub.func.id in flows:
                    started = sub.func.id
    if started is None and flows:
        vals = list(flows.values())
        leaves = [k for k, v in flows.items() if not any(o is not v and issubclass(o, v) for o in vals)]
        started = (leaves or list(flows))[-1]
    return flows, started


def _cli(cls, args):
    """Run the stock CLI in this process. metaflow.cli binds its options to one flow at import, so re-import it."""
    sys.modules.pop("metaflow.cli", None)
    for m in [m for m in sys.modules if m.startswith("metaflow.cli_components.")]:
        sys.modules.pop(m)
    with parameters.flow_context(cls):
        flow = cls(use_cli=False)
        mfcli = importlib.import_module("metaflow.cli")    # also rebinds metaflow.cli
        mfcli.start.main(
            args=["--quiet", "--no-pylint", "--metadata", "local", "--datastore", "local",
                  "--datastore-root", os.path.join(_TMP, ".metaflow")] + args,
            obj=mfcli.CliState(flow), auto_envvar_prefix="METAFLOW", standalone_mode=False)


def _reset_current():
    from metaflow.metaflow_current import Current, current
    for k in ("project_name", "branch_name", "is_user_branch", "is_production", "project_flow_name",
              "trigger", "parallel", "is_parallel", "card", "run_id"):
        if k in Current.__dict__ and isinstance(Current.__dict__[k], property) and k != "run_id":
            delattr(Current, k)
    current._set_env(is_running=False)


def evaluate(path, source, opts):
    res = {"file": path, "ok": False, "phase": "read", "error_type": None, "headline": None, "message": None,
           "lineno": None, "source_file": None, "check": None, "unstable": False, "flow": None, "flows": [],
           "start_step": None, "end_step": None, "sorted": [], "graph": {}}
    modnames = []
    apath = os.path.abspath(path)
    saved_path, saved_argv, saved_mods = list(sys.path), list(sys.argv), set(sys.modules)
    if _HAS_ALARM:
        signal.signal(signal.SIGALRM, _on_alarm)
        signal.setitimer(signal.ITIMER_REAL, opts.timeout)
    sink = io.StringIO()
    try:
        with contextlib.redirect_stdout(sink), contextlib.redirect_stderr(sink):
            if source is None:
                with open(path, "rb") as f:
                    raw = f.read()
                res["phase"] = "syntax"
                tree = ast.parse(raw, filename=apath)
                linecache.cache.pop(apath, None)
                code_in = raw
            else:
                res["phase"] = "syntax"
                tree = ast.parse(source, filename=apath)
                linecache.cache[apath] = (len(source), None, source.splitlines(True), apath)
                code_in = source
            code = compile(code_in, apath, "exec", dont_inherit=True)
            res["phase"] = "import"
            sys.path.insert(0, os.path.dirname(apath))
            sys.argv = [apath]

            def load():
                name = "_mf_oracle_%d" % next(_COUNT)
                modnames.append(name)
                mod = types.ModuleType(name)
                mod.__file__ = apath
                sys.modules[name] = mod
                exec(code, mod.__dict__)
                return _pick_flow(mod.__dict__, name, tree)
            flows, started = load()
            res["flows"] = sorted(flows)
            if started is None:
                res["phase"] = "no-flow"
                res.update(error_type="NoFlow", message="no FlowSpec subclass in the file")
                return res
            cls = flows[started]
            res["flow"] = cls.__name__

            def snap():
                g = cls._graph
                if not g.nodes and res["graph"]:
                    return
                res.update(start_step=g.start_step, end_step=g.end_step, sorted=list(g.sorted_nodes), graph=_graph_dict(g))
            snap()
            if opts.all:
                res["all"] = []
                for chk in lint.linter._checks:
                    if any(getattr(lint.linter, a) for a in chk.attrs):
                        try:
                            chk(cls._graph)
                        except (_Timeout, KeyboardInterrupt):
                            raise
                        except BaseException as e:
                            d = _describe(e, apath)
                            d["check"] = chk.__name__
                            res["all"].append(d)
            if opts.mode in ("lint", "params"):
                if opts.mode == "params":
                    res["phase"] = "params"
                    with parameters.flow_context(cls):
                        cls._process_config_decorators({}, process_configs=False)
                        cls._check_parameters()
                res["phase"] = "lint"
                lint.linter.run_checks(cls._graph)
            else:
                res["phase"] = "check"
                for n, args in enumerate([["check"]] if opts.mode == "check" else [[], ["check"]]):
                    if n:                      # a second pass needs a fresh class: mutators are not idempotent
                        flows, started = load()
                        cls = flows[started]
                    try:
                        _cli(cls, args)
                    finally:
                        snap()
            if opts.structure:
                try:
                    res["structure"] = cls._graph.output_steps()[1]
                except BaseException as e:
                    res["structure"] = {"error": "%s: %s" % (type(e).__name__, e)}
            res["phase"] = "done"
            res["ok"] = True
    except _Timeout:
        res.update(error_type="Timeout", message="gave up after %gs in phase %s" % (opts.timeout, res["phase"]), phase="timeout")
    except KeyboardInterrupt:
        raise
    except BaseException as e:              # SystemExit, RecursionError, anything the flow's module raises
        ph = res["phase"]
        res.update(_describe(e, apath))
        if ph == "check" and res["check"]:
            res["phase"] = "lint"
    finally:
        if _HAS_ALARM:
            signal.setitimer(signal.ITIMER_REAL, 0)
        sys.path[:], sys.argv[:] = saved_path, saved_argv
        base = os.path.dirname(apath) + os.sep
        for m in set(sys.modules) - saved_mods:      # forget the flow and its sibling helper modules
            f = getattr(sys.modules.get(m), "__file__", None) or ""
            if m in modnames or (f.startswith(base) and not f.startswith(_MF_ROOT)):
                sys.modules.pop(m, None)
        linecache.cache.pop(apath, None)
        if opts.mode in ("check", "run"):
            _reset_current()
    return res


_OPTS = None


def _work(item):
    r = evaluate(item[0], item[1], _OPTS)
    if item[0] != item[2]:
        r["file"] = item[2]
    return json.dumps(r, default=str)


def main():
    global _OPTS
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", nargs="*")
    ap.add_argument("--files-from", help="file with one path per line, - for stdin")
    ap.add_argument("--jsonl", action="store_true", help='read {"file","source"} lines from stdin')
    ap.add_argument("--mode", choices=["lint", "params", "check", "run"], default="lint")
    ap.add_argument("--all", action="store_true", help="also run every lint check on its own")
    ap.add_argument("--structure", action="store_true", help="add graph_structure of output_steps()")
    ap.add_argument("--timeout", type=float, default=10.0, help="seconds per file")
    ap.add_argument("--jobs", type=int, default=1, help="forked worker processes, many files each")
    _OPTS = ap.parse_args()

    def items():
        for f in _OPTS.files:
            yield f, None, f
        if _OPTS.files_from:
            src = sys.stdin if _OPTS.files_from == "-" else open(_OPTS.files_from)
            for line in src:
                if line.strip():
                    yield line.strip(), None, line.strip()
        if _OPTS.jsonl:
            for line in sys.stdin:
                if line.strip():
                    d = json.loads(line)
                    yield d["file"], d["source"], d["file"]

    out = os.fdopen(os.dup(1), "w", encoding="utf-8")     # flows may scribble on fd 1
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    pid = os.getpid()
    try:
        if _OPTS.jobs > 1:
            import multiprocessing as mp
            with mp.get_context("fork").Pool(_OPTS.jobs, maxtasksperchild=2000) as pool:
                for line in pool.imap(_work, items(), chunksize=16):
                    out.write(line + "\n")
        else:
            for it in items():
                out.write(_work(it) + "\n")
                out.flush()
        out.flush()
    finally:
        if os.getpid() == pid:
            shutil.rmtree(_TMP, ignore_errors=True)


if __name__ == "__main__":
    main()
