"""A compliance officer at the dashboard, over HTTP: signs in, opens a case, proposes and confirms by its own forms."""

from typing import Self

import httpx
from lxml import html

from compliance.sandbox.client import UnexpectedAnswer


class Workbench:
    """One officer's session: cookies, CSRF tokens and forms as a browser would send them."""

    def __init__(self, base_url: str, *, username: str, password: str, timeout: float = 30) -> None:
        self.username = username
        self._http = httpx.Client(base_url=base_url, timeout=timeout, follow_redirects=True)
        form = _forms(self._page("/login"))[0]
        form.fields["username"], form.fields["password"] = username, password
        if self._send(form, "/login").xpath("//input[@type='password']"):
            raise UnexpectedAnswer(f"{username} could not sign in.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def propose(self, case: str, *, kind: str, reason: str, note: str = "") -> None:
        """Sends the case page's own form for this kind of proposal, on the first alert that offers it."""
        for form in _forms(self._page(f"/cases/{case}")):
            if form.get("data-action") == "propose" and kind in _choices(form, "kind"):
                form.fields["kind"], form.fields["reason"] = kind, reason
                if "note" in form.fields:
                    form.fields["note"] = note
                self._send(form, f"/cases/{case}")
                return
        raise UnexpectedAnswer(f"The page of {case} offers nothing like {kind}.")

    def confirm(self, case: str) -> None:
        """Confirms the first proposal of the case that waits for a second officer."""
        for form in _forms(self._page(f"/cases/{case}")):
            if form.get("data-action") == "confirm":
                self._send(form, f"/cases/{case}")
                return
        raise UnexpectedAnswer(f"Nothing in {case} waits for {self.username} to confirm it.")

    def _page(self, path: str) -> html.HtmlElement:
        return self._parsed(self._http.get(path), path)

    def _send(self, form: html.FormElement, path: str) -> html.HtmlElement:
        headers = {"Referer": str(self._http.base_url.join(path))}
        answer = self._http.post(form.action or path, data=dict(form.form_values()), headers=headers)
        return self._parsed(answer, form.action or path)

    def _parsed(self, answer: httpx.Response, path: str) -> html.HtmlElement:
        if answer.status_code != httpx.codes.OK:
            raise UnexpectedAnswer(f"{self.username} at {path}: {answer.status_code}")
        return html.fromstring(answer.text)


def _forms(page: html.HtmlElement) -> list[html.FormElement]:
    return [form for form in page.iter("form") if isinstance(form, html.FormElement)]


def _choices(form: html.FormElement, name: str) -> list[str]:
    field = form.inputs[name] if name in form.fields else None
    if field is None:
        return []
    options = getattr(field, "value_options", None)
    return list(options) if options is not None else [str(field.value)]
