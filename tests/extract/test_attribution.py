"""Who says so, and how surely."""

from collections.abc import Callable
from typing import Any

import pytest

CASES = [
    ("Five people were killed.", None, "asserted"),
    ("Five people were killed, a hospital director said.", "a hospital director", "attributed"),
    ("The ministry said that five people were killed.", "The ministry", "attributed"),
    ("According to the monitor, five people were killed.", "the monitor", "attributed"),
    ("Five people were killed according to information provided by a police source.", "a police source", "attributed"),
    ('"Five people were killed in the raid" said the Observatory.', "the Observatory", "attributed"),
    ("Five people were killed in the raid a monitoring group said.", "a monitoring group", "attributed"),
    ("Police: five people killed in the harbour", "Police", "attributed"),
    ("The ministry had counted 49 dead.", "The ministry", "attributed"),
    ("The agency quoted a nurse as saying that five people were killed.", "a nurse", "attributed"),
    ("Reports say five people were killed.", "Reports", "unconfirmed"),
    ("Five people were reportedly killed.", None, "unconfirmed"),
    ("The raid may have killed five people.", None, "possible"),
    ("The army denied that its troops had killed five people.", "The army", "denied"),
    ("The group claimed responsibility for the blast that killed five people.", None, "asserted"),
    ('"Five people were killed.\nIt was terrible," the mayor said.', "the mayor", "attributed"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "source", "certainty"), CASES, ids=[c[0] for c in CASES])
def test_source(
    text: str, source: str | None, certainty: str, casualty_claims: Callable[..., list[dict[str, Any]]]
) -> None:
    (claim,) = casualty_claims(text)
    assert (claim["source_text"], claim["certainty"]) == (source, certainty)
