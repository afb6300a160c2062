"""The machines as a page: a diagram and a table of steps each, made from the code itself."""

from accounts.access import MATRIX
from accounts.roles import Role
from cases.models import Agreement, Case
from cases.states import NEW, AgreementState, CaseState
from cases.step import steps_of

MACHINES = (("Case", Case, CaseState), ("Agreement", Agreement, AgreementState))


def draw():
    """docs/workflow.md as text."""
    parts = [
        "# The machines\n",
        "Made by `manage.py draw_workflow` from `cases/workflow/` and `accounts/access.py`; do not edit.\n",
    ]
    for name, model, states in MACHINES:
        parts += [f"## {name}\n", _diagram(model, states), _table(model, states)]
    return "\n".join(parts)


def _diagram(model, states):
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {value} : {label}" for value, label in states.choices]
    for spec in steps_of(model).values():
        for source in spec.source:
            for target in _targets(spec, source):
                start = "[*]" if source == NEW else source
                if spec.target is not None:
                    lines.append(f"    {start} --> {target} : {spec.button}")
    return "\n".join([*lines, "```", ""])


def _targets(spec, source):
    if spec.target is None:
        return [source]
    return list(spec.target.leads(source)) if callable(spec.target) else [spec.target]


def _reached(spec, states):
    """The labels of every state that a step leads to, each once."""
    found = [target for source in spec.source for target in _targets(spec, source)]
    return dict.fromkeys(str(states(target).label) for target in found)


def _table(model, states):
    lines = [
        "| step | 按钮 | from → to | who (standing) | must hold |",
        "|---|---|---|---|---|",
    ]
    for name, spec in steps_of(model).items():
        source = " · ".join("new" if s == NEW else str(states(s).label) for s in spec.source)
        if len(spec.source) > 6:
            source = f"{states(spec.source[0]).label} … {states(spec.source[-1]).label}"
        target = "stays" if spec.target is None else " / ".join(_reached(spec, states))
        who = " · ".join(
            f"{Role(role).label} ({'|'.join(sorted(words))})" for role, words in MATRIX[name].items() if words
        )
        must = ", ".join(check.__name__ for check in spec.requires) or "–"
        lines.append(f"| `{name}` | {spec.button} | {source} → {target} | {who} | {must} |")
    return "\n".join([*lines, ""])
