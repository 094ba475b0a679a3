import type { DemoPicture } from './pictures.js';

interface DemoFiles {
  /** The message that brings them, word for word. */
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly picture?: DemoPicture }[];
}

/** What the talks of the demo shop show: pictures by name, and where there is none, the return label. */
export const DEMO_FILES: readonly DemoFiles[] = [
  { text: "It's off. Here are two photos: the seam, and the ring it leaves.", files: [{ name: 'IMG_2041.jpg', picture: 'kettle-spout' }, { name: 'IMG_2042.jpg', picture: 'kettle-ring' }] },
  {
    text: 'Thank you. I have sent you a prepaid label, and your refund starts now, without waiting for the parcel. It takes three to five working days to show on your card.',
    files: [{ name: 'Return label A0968.pdf' }],
  },
];
