const FRAME = (inside: string, ground: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 400 300"><rect width="400" height="300" fill="${ground}"/><rect y="214" width="400" height="86" fill="#c9a878"/><path d="M0 232h400M0 262h400M70 214v18M190 232v30M310 214v18M130 262v38M260 262v38" stroke="#b08f5f" stroke-width="1.5" fill="none"/>${inside}</svg>`;
const KETTLE = '<path d="M150 218l12-92h82l12 92z" fill="#c4684a"/><path d="M158 126l8-14h74l8 14z" fill="#7d3326"/><circle cx="203" cy="103" r="7" fill="#7d3326"/><path d="M155 190c-44 0-30-70-62-84" fill="none" stroke="#7d3326" stroke-width="9" stroke-linecap="round"/><path d="M252 140c46-8 54 58 6 66" fill="none" stroke="#7d3326" stroke-width="11" stroke-linecap="round"/><path d="M172 132l-8 78" stroke="#d98a70" stroke-width="5" stroke-linecap="round"/>';
const DROP = (x: number, y: number, size: number) => `<path d="M${x} ${y}q${size} ${size * 1.6} 0 ${size * 2.2}q-${size}-${size * 0.6} 0-${size * 2.2}z" fill="#6fa8c9"/>`;

/** What the customers of the demo shop photographed, as drawings that are made into pictures on first start. */
export const DEMO_PICTURES = {
  'kettle-spout': FRAME(`${KETTLE}<path d="M146 184l10 12" stroke="#fff" stroke-width="2.5" stroke-dasharray="3 3"/>${DROP(138, 196, 6)}${DROP(131, 208, 4)}<ellipse cx="132" cy="226" rx="46" ry="8" fill="#8dbdd6" opacity=".85"/>`, '#e9dfcf'),
  'kettle-ring': FRAME('<ellipse cx="200" cy="226" rx="118" ry="38" fill="#8dbdd6" opacity=".8"/><ellipse cx="200" cy="224" rx="86" ry="26" fill="#c9a878"/><ellipse cx="200" cy="222" rx="80" ry="23" fill="#7d3326"/><ellipse cx="200" cy="219" rx="72" ry="19" fill="#c4684a"/><text x="200" y="225" font-family="monospace" font-size="17" text-anchor="middle" fill="#f4e3d8">B09</text>', '#ded6c6'),
  'parcel-corner': FRAME('<path d="M110 110l96-34 96 34v92l-96 34-96-34z" fill="#c79a63"/><path d="M110 110l96 34 96-34M206 144v92" stroke="#9c7444" stroke-width="3" fill="none"/><path d="M282 196l20-14v20z" fill="#5c4020"/><path d="M262 214l14-22 10 12 12-18 6 16-10 22z" fill="#7a5730"/><path d="M156 94l96 34v22" stroke="#e7d2ae" stroke-width="9" fill="none"/>', '#dfe3df'),
} as const;
export type DemoPicture = keyof typeof DEMO_PICTURES;

const TEXT = ['Hearth & Trail', 'Return label for order A0968', '', 'Parcel: Ember gooseneck kettle 1.0 L, batch B09', 'To: Hearth & Trail Returns, Dock 4', '', 'Please stick this label over the old one.'];

/** One page of plain text as a PDF, its table of contents counted out. */
export function labelPdf(): string {
  const lines = TEXT.map((line, index) => `${index === 0 ? '' : '0 -24 Td '}(${line.replace(/[()\\]/g, '\\$&')}) Tj`).join('\n');
  const stream = `BT /F1 16 Tf 72 760 Td\n${lines}\nET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  return `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
}
