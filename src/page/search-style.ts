/** Colours are those of the system, which follow the page's `color-scheme`; custom properties put others in their place. */
const CSS = `:host{display:block;position:relative;color:var(--waymark-color,CanvasText);font:inherit}
:host([hidden]),[hidden]{display:none!important}
label{display:block;margin-bottom:.25em}
input{box-sizing:border-box;width:100%;padding:.5em .75em;font:inherit;color:inherit;background:var(--waymark-background,Canvas);border:1px solid var(--waymark-border,GrayText);border-radius:var(--waymark-radius,.375em)}
input::placeholder{color:inherit;opacity:.75}
[role=listbox]{position:absolute;z-index:var(--waymark-layer,10);inset-inline:0;margin-top:.25em;max-height:min(70vh,32em);overflow:auto;overscroll-behavior:contain;background:var(--waymark-background,Canvas);border:1px solid var(--waymark-border,GrayText);border-radius:var(--waymark-radius,.375em)}
[role=option]{display:block;padding:.5em .75em;color:inherit;text-decoration:none;cursor:pointer;overflow-wrap:anywhere}
[role=option]:hover{background:var(--waymark-hover,color-mix(in srgb,currentColor 6%,transparent))}
[aria-selected=true]{outline:2px solid var(--waymark-accent,Highlight);outline-offset:-2px;background:var(--waymark-selected,color-mix(in srgb,currentColor 10%,transparent))}
b{display:block}
mark{color:var(--waymark-mark-color,MarkText);background:var(--waymark-mark,Mark)}
[role=status]{min-height:1.5em;font-size:.875em}`

let sheet: CSSStyleSheet | undefined

/** The style sheet of all search elements. Constructed, so that a policy that allows no inline style allows it. */
export function searchStyle(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(CSS)
  }
  return sheet
}
