#include "page.h"

/* Kept small enough to be read in the page. It sets no markup: texts are only compared. Its hash is
 * in the policy (head.c), so that nothing else can run. */
const char html_script[] =
    "\n(() => {\n"
    "'use strict';\n"
    "const by = id => document.getElementById(id);\n"
    "const body = by('overview').tBodies[0], heads = by('overview').tHead.rows[0].cells;\n"
    "const fields = ['q', 'client', 'domain', 'from', 'to'].map(id => by('find-' + id));\n"
    "const boxes = [...document.querySelectorAll('[id^=\"show-\"]')];\n"
    "const cards = document.querySelectorAll('article');\n"
    "const rows = [...body.rows].map((row, i) => ({row, card: cards[i],\n"
    "  text: (row.textContent + ' ' + row.dataset.clients + ' ' + row.dataset.domains)"
    ".toLowerCase(),\n"
    "  client: row.dataset.clients.toLowerCase(),\n"
    "  domain: row.dataset.domains.toLowerCase()}));\n"
    "const hidden = level => boxes.some(box => !box.checked && box.id === 'show-' + level);\n"
    "function filter() {\n"
    "  const [q, client, domain, from, to] = fields.map(field => "
    "field.value.trim().toLowerCase()\n"
    "    .replace(/^(\\d{4}-\\d\\d-\\d\\d)[ t]+/, '$1t'));\n"
    "  let shown = 0;\n"
    "  for (const r of rows) {\n"
    "    const fits = q.split(/\\s+/).every(word => r.text.includes(word)) &&\n"
    "      r.client.includes(client) && r.domain.includes(domain) &&\n"
    "      (!from || r.row.dataset.to.toLowerCase() >= from) &&\n"
    "      (!to || r.row.dataset.from.toLowerCase() < to);\n"
    "    r.row.hidden = r.card.hidden = !fits;\n"
    "    shown += fits && !hidden(r.row.className);\n"
    "  }\n"
    "  by('shown').textContent = shown + ' of ' + rows.length + ' findings shown';\n"
    "}\n"
    "function sort(column) {\n"
    "  const up = heads[column].getAttribute('aria-sort') !== 'ascending';\n"
    "  const value = r => r.row.cells[column].dataset.utc || r.row.cells[column].textContent;\n"
    "  const score = r => -r.row.cells[1].textContent;\n"
    "  const order = column === 2 ? (a, b) => score(a) - score(b)\n"
    "    : (a, b) => value(a).localeCompare(value(b), 'en', {numeric: true});\n"
    "  for (const head of heads) head.removeAttribute('aria-sort');\n"
    "  heads[column].setAttribute('aria-sort', up ? 'ascending' : 'descending');\n"
    "  rows.sort((a, b) => up ? order(a, b) : order(b, a));\n"
    "  for (const r of rows) body.append(r.row);\n"
    "}\n"
    "[...heads].forEach((head, column) => {\n"
    "  const button = document.createElement('button');\n"
    "  button.type = 'button';\n"
    "  button.append(...head.childNodes);\n"
    "  button.addEventListener('click', () => sort(column));\n"
    "  head.append(button);\n"
    "});\n"
    "for (const field of [...fields, ...boxes]) field.addEventListener('input', filter);\n"
    "by('find').hidden = false;\n"
    "filter();\n"
    "})();\n";

static void put_field(
    struct out *out, const char *id, const char *type, const char *label, const char *hint)
{
	out_print(out,
	    "<label>%s <input type=\"%s\" id=\"find-%s\" autocomplete=\"off\"%s></label>\n", label,
	    type, id, hint);
}

void html_script_controls(struct out *out)
{
	static const char hint[] = " placeholder=\"2016-11-13 22:00\" size=\"18\"";

	out_put(out, "<fieldset class=\"controls\" id=\"find\" hidden><legend>Search</legend>\n");
	put_field(out, "q", "search", "any text", "");
	put_field(out, "client", "search", "client", "");
	put_field(out, "domain", "search", "domain", "");
	put_field(out, "from", "text", "active from (UTC)", hint);
	put_field(out, "to", "text", "before (UTC)", hint);
	out_put(out, "<output id=\"shown\"></output>\n</fieldset>\n");
}
