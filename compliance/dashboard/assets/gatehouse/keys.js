// Keyboard for the workbench: rows marked .row are walked with j and k; [data-key] elements are pressed by their letter,
// [data-focus-key] elements only get the focus: a decision is never one key away.
(() => {
    "use strict";
    const rows = () => [...document.querySelectorAll("tr.row")];
    const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
    const link = (row) => row?.querySelector("a");
    let last = ""; // address of the row that the officer is on: it outlives a refreshed table

    function mark(row, { focus }) {
        rows().forEach((other) => other.classList.toggle("here", other === row));
        last = link(row)?.getAttribute("href") ?? "";
        if (!focus) return;
        row.scrollIntoView({ block: "nearest" });
        link(row)?.focus({ preventScroll: true });
    }

    function walk(step) {
        const all = rows();
        if (!all.length) return;
        const here = all.findIndex((row) => row.classList.contains("here"));
        mark(all[Math.min(all.length - 1, Math.max(0, here + step))], { focus: true });
    }

    const presses = {
        j: () => walk(1),
        k: () => walk(-1),
        "/": () => document.querySelector("[type=search]")?.focus(),
        "?": () => document.querySelector("#keys")?.showModal(),
        Escape: () => document.querySelectorAll(".choices details[open]").forEach((open) => {
            open.open = false; // what was written in it stays
            open.querySelector("summary").focus();
        }),
    };

    function press(key) {
        const target = document.querySelector(`[data-key="${CSS.escape(key)}"], [data-focus-key="${CSS.escape(key)}"]`);
        if (!target) return false;
        if (target.dataset.key) target.click();
        target.focus();
        return true;
    }

    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
        if (event.key === "Escape") event.target.blur();
        else if (typing(event.target)) return;
        if (event.key in presses) {
            presses[event.key]();
            if (event.key !== "Escape") event.preventDefault();
        } else if (press(event.key)) {
            event.preventDefault();
        }
    });

    document.addEventListener("toggle", (event) => {
        if (event.target.matches?.(".choices details[open]")) event.target.querySelector("select, textarea")?.focus();
    }, true);

    // One press of a button is one proposal: the form is not sent twice.
    document.addEventListener("submit", (event) => {
        if (event.target.method !== "post") return;
        setTimeout(() => event.target.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
    });
    window.addEventListener("pageshow", (event) => {
        if (event.persisted) window.location.reload();
    });

    document.addEventListener("htmx:afterSwap", () => {
        const row = rows().find((each) => link(each)?.getAttribute("href") === last);
        if (row) mark(row, { focus: document.activeElement === document.body });
    });
})();
