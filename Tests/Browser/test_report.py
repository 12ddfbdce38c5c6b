"""The report of a run, as a browser shows it."""

import pytest
from waitline import SCENARIOS, command


@pytest.fixture(scope="module", params=["en", "zh-Hans"])
def report(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    command("simulate", SCENARIOS / "card-platform.yaml", "--replications", 5, "--language", request.param,
            "--output", folder)
    return request.param, f"file://{folder}/report.html"


@pytest.mark.parametrize("width,theme", [(360, "light"), (1440, "dark")])
def test_report_is_accessible(report, visit, axe, picture, width, theme):
    language, address = report
    page = visit(address, width=width, theme=theme, language=language)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, f"report-{language}-{width}-{theme}")
