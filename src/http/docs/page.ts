/** Where the one stylesheet of these pages is served. */
export const STYLE_PATH = '/docs/style.css';

/** A text as it may stand in HTML, also inside an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A description as HTML: escaped, with code where it has backticks. */
export function prose(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** A whole page: needs no script, no other host and no inline style. */
export function page({ title, main, aside = '' }: { title: string; main: string; aside?: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} – MasterX</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${aside}
<main id="main">
${main}
</main>
</body>
</html>
`;
}
