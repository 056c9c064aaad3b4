"""The page: the whole toolkit for people who never open a terminal. `ordinance serve` starts it; it is a sibling of the command.

How to add a page
-----------------
1. A module in `ordinance/web/routes/`, named after the page, with one blueprint called `pages`. It is found by being there:

       from flask import Blueprint, Response
       from ordinance.web.desk import desk, shown

       pages = Blueprint("states", __name__)

       @pages.get("/states/<code>")
       def state(code: str) -> Response:
           made = desk().library.state(code.upper())      # errors of the library become pages by themselves
           return shown("states.html", state=made)        # `shown` renders templates/web/states.html

2. A template in `templates/web/` that says `{% extends "layout.html" %}`, with the blocks `title`, `main` and, where the
   page has steps, `steps`. Autoescape is on for every template, and a missing name is an error. No `style=`, no `onclick=`, no
   inline script: the policy in `security.py` blocks them. Use what `static/page.css` has (its first lines list the parts);
   styles of one page stand in `static/NAME.css`, named in its block `head` by `{{ static("NAME.css") }}`.
3. What is asked comes by POST (`request.form`, `request.files`): no filled-in blank and nothing that a person typed may stand
   in a request line. A form needs no token: foreign forms are refused before a route runs. Uploads stay in memory.
4. A whole document is a page by `document_page(document, back=("/states", "All states"))` (`documents.py`), or its sections
   go into a template of your own by `desk().html(document)`. A file goes out by `sent(content, "name.docx")` (`files.py`).
   Drafting happens under `with desk().drafting:`; what takes over half a second (PDF, kits, reading an upload) goes to the
   helper process: `desk().heavy.run(function_of_module, arguments)`, the function in `jobs.py`.
5. Bad input: raise an `OrdinanceError` with one clear line; the page that shows it says it, with the way on.
6. The page must work without script. A script of its own is a file in `static/`, listed in the block `scripts`, for what is
   nicer with it. Sentences on what happened go into the page's one `role=status`, with the id `status`.
7. A test in `tests/test_web_NAME.py`: the route by `client` (tests/web_client.py), and one visit in the browser.

`app.py` puts it together, `security.py` guards it, `desk.py` is what every route works with, `asked.py` reads what is chosen,
`links.py` the link after `#`, `serving.py` starts the server.
"""
