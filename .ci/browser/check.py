"""What a person does with the pages, done by a real browser. Usage: check.py FOLDER

Reads report.html, its two kinds with persons and chronology.html from FOLDER, writes pictures to
FOLDER/pictures, says every failure and ends with 1 when there is one.
"""

import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

folder = pathlib.Path(sys.argv[1]).resolve()
pictures = folder / "pictures"
failures = []
passed = 0

FOCUSABLE = "a[href], button, input, summary, [tabindex='0']"
SECTIONS = "main > section"


def expect(holds, sentence):
    global passed
    if holds:
        passed += 1
    else:
        failures.append(sentence)


def opened(browser, name, width=1200, height=900, scheme="light", scale=1):
    """The report in a window of its own, whose complaints fail the check."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=scale
    )
    page = context.new_page()
    page.on("console", lambda message: failures.append(f"{name} says: {message.text}"))
    page.on("pageerror", lambda error: failures.append(f"{name} fails: {error}"))
    page.on(
        "request",
        lambda request: request.url.startswith("file:")
        or failures.append(f"{name} asks for {request.url}"),
    )
    page.goto((folder / f"{name}.html").as_uri())
    return page


def check_width(browser, name, width, scale, words):
    page = opened(browser, name, width=width, scale=scale)
    wide = page.evaluate("document.documentElement.scrollWidth")
    expect(wide <= width, f"{name} is {wide} wide {words}")
    page.context.close()


def check_axe(browser, name, scheme):
    page = opened(browser, name, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in ("serious", "critical"):
            where = violation["nodes"][0]["html"][:120]
            failures.append(f"{name}, {scheme}: {violation['id']} ({violation['help']}) at {where}")
        else:
            print(f"note: {name}, {scheme}: {violation['impact']} {violation['id']}")
    expect(True, "")
    page.context.close()


def check_keyboard(browser, name):
    page = opened(browser, name)
    wanted = page.evaluate(
        f"""() => {{
          const all = [...document.querySelectorAll("{FOCUSABLE}")].filter(
            (each) => each.checkVisibility());
          all.forEach((each, place) => (each.dataset.place = place));
          return all.length;
        }}"""
    )
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.place"))
    missed = wanted - len(reached - {None})
    expect(wanted > 10 and missed == 0, f"Tab reaches all but {missed} of {wanted} in {name}")
    page.context.close()


def check_table(browser, name):
    page = opened(browser, name)
    visible = "#person-table tbody tr:not([hidden])"
    column = lambda place: page.eval_on_selector_all(
        visible, f"(rows) => rows.map((row) => row.cells[{place}].textContent)"
    )
    expect(len(column(0)) == 50, f"{name} begins with {len(column(0))} rows instead of 50")
    page.click("#more")
    expect(len(column(0)) == 100, f"“Show more” of {name} leads to {len(column(0))} rows")

    head = page.locator("#person-table th button", has_text="Triggers")
    head.press("Enter")
    counts = [int(text) for text in column(3)]
    expect(counts == sorted(counts), f"{name} is not sorted upwards by triggers")
    head.press("Enter")
    counts = [int(text) for text in column(3)]
    expect(counts == sorted(counts, reverse=True) and counts[0] > 1, f"{name} is not sorted downwards")
    expect(
        page.locator("#person-table th[aria-sort='descending']").count() == 1,
        f"{name} does not say how it is sorted",
    )

    wanted = column(0)[7]
    page.fill("#search", wanted)
    expect(column(0) == [wanted], f"the search of {name} finds {len(column(0))} rows of one id")
    page.fill("#search", "nobody is called so")
    expect(column(0) == [], f"the search of {name} finds what is not there")
    expect("0 of 0" in page.inner_text("#found"), f"{name} does not say that nothing was found")
    page.fill("#search", "")

    line = page.locator(f"{visible} .timeline").first
    line.focus()
    first = page.inner_text("#explained")
    expect("counted" in first, f"a focused line of {name} explains nothing")
    page.keyboard.press("ArrowLeft")
    expect(page.inner_text("#explained") != first, f"an arrow key moves along no line of {name}")
    page.keyboard.press("Escape")
    expect(not page.is_visible("#explained"), f"Escape does not close an explanation of {name}")
    # The page scrolls smoothly: one points at what stands still, and by a movement.
    line.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    page.mouse.move(0, 0)
    line.locator(".dot").first.hover(force=True)
    expect(page.is_visible("#explained"), f"pointing at a dot of {name} explains nothing")
    page.context.close()


def check_timelines(browser, name):
    """Each line drawn says what the page's words said before the script drew it."""
    page = opened(browser, name)
    drawn = page.eval_on_selector_all(
        "#person-table tbody tr:not([hidden]) .timeline",
        """(lines) => lines.map((line) => ({
          said: line.getAttribute("aria-label"),
          counted: line.querySelectorAll(".dot.on").length,
          all: line.querySelectorAll(".dot").length,
          rings: line.querySelectorAll(".dot.trigger").length,
          explained: [...line.querySelectorAll("title")].every((each) => /^\\d{4}-.*: ./.test(each.textContent)),
        }))""",
    )
    expect(len(drawn) >= 50, f"{name} draws {len(drawn)} timelines")
    for line in drawn:
        said = f"{line['counted']} counted of {line['all']} near it"
        expect(line["said"].endswith(said), f"{name} draws {said} where it says {line['said']}")
        expect(line["rings"] == 1 and line["explained"], f"{name}: a line without ring or words: {line}")
    page.context.close()

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / f"{name}.html").as_uri())
    lanes = page.locator("#person-table .lane")
    expect(lanes.count() > 500, f"without a script {name} has {lanes.count()} timelines")
    expect("counted of" in lanes.first.inner_text(), f"without a script {name} does not say what counted")
    context.close()


def take_pictures(browser):
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    for kind, width, scheme in [("light", 1200, "light"), ("dark", 1200, "dark"), ("narrow", 360, "light")]:
        page = opened(browser, "report--persons", width=width, scheme=scheme)
        page.locator("header").screenshot(path=pictures / f"{kind}-header.png")
        for section in page.query_selector_all(SECTIONS):
            section.screenshot(path=pictures / f"{kind}-{section.get_attribute('id')}.png")
        page.context.close()
        page = opened(browser, "chronology", width=width, scheme=scheme)
        page.screenshot(path=pictures / f"{kind}-chronology.png", full_page=True)
        page.context.close()
    page = opened(browser, "report")
    page.pdf(path=pictures / "print.pdf", format="A4", margin=dict.fromkeys(["top", "right", "bottom", "left"], "14mm"))
    page.context.close()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    kinds = ["report", "report--persons", "report--persons--identifiable"]
    for name in [*kinds, "chronology"]:
        check_width(browser, name, 360, 1, "on a screen of 360")
        check_width(browser, name, 640, 2, "at 200 % zoom of 1280")
    for name in [*kinds[:2], "chronology"]:
        for scheme in ["light", "dark"]:
            check_axe(browser, name, scheme)
    for name in kinds[:2]:
        check_keyboard(browser, name)
    for name in kinds[1:]:
        check_table(browser, name)
        check_timelines(browser, name)
    take_pictures(browser)
    browser.close()

for failure in failures:
    print(failure, file=sys.stderr)
print(f"Pictures lie in {pictures.relative_to(pathlib.Path.cwd())}")
print(f"browser: {passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
