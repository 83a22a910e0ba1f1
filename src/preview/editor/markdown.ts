/** The little Markdown that descriptions of keys have: paragraphs, code, emphasis, lists of one level. Never HTML. */

export function markdownElement(markdown: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'described';
  for (const paragraph of markdown.trim().split(/\n\s*\n/)) element.append(paragraphOf(paragraph));
  return element;
}

function paragraphOf(text: string): HTMLElement {
  const fenced = /^```\w*\n([\s\S]*?)\n?```$/.exec(text);
  if (fenced !== null) {
    const code = document.createElement('pre');
    code.textContent = fenced[1] ?? '';
    return code;
  }
  const paragraph = document.createElement('p');
  for (const [i, line] of text.split('\n').entries()) {
    if (i > 0) paragraph.append(document.createElement('br'));
    paragraph.append(...inlineOf(line.replace(/^#+ /, '').replace(/^[-*] /, '• ')));
  }
  return paragraph;
}

function inlineOf(line: string): Node[] {
  return line.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)/).map((part): Node => {
    const tag = part.startsWith('`') ? 'code' : part.startsWith('**') ? 'strong' : /^\*.+\*$/.test(part) ? 'em' : undefined;
    if (tag === undefined)
      return document.createTextNode(part.replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1').replace(/&nbsp;|&emsp;/g, ' '));
    const element = document.createElement(tag);
    element.textContent = part.replace(/^(`|\*\*|\*)|(`|\*\*|\*)$/g, '');
    return element;
  });
}
