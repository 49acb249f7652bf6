"""The picture of the report that the README shows. Usage: picture.py FOLDER FILE.png

Shows what every rule finds and the first rule's threshold map, of the same report as check.py.
"""

import io
import pathlib
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

folder, picture = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]

HIDDEN = """
  nav, .skip, .facts, .note, header .warning, details, figcaption, #overview h3, #overview .figures, #rule-1 h3,
  #rule-1 .figures:not(:has(.own-cell)), #rule-1 .figures figure:not(:has(.own-cell)),
  #rule-1 ~ section { display: none; }
  body { padding: 1.5rem 2rem; }
  section { margin-top: 1.5rem; }
"""

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    context = browser.new_context(viewport={"width": 900, "height": 600}, bypass_csp=True)
    page = context.new_page()
    page.goto((folder / "report.html").as_uri())
    page.add_style_tag(content=HIDDEN)
    taken = page.screenshot(full_page=True)
    browser.close()
# Few colours suffice, in a third of the bytes.
Image.open(io.BytesIO(taken)).convert("RGB").quantize(64).save(picture, optimize=True)
print(f"{picture}: {pathlib.Path(picture).stat().st_size // 1024} KB")
