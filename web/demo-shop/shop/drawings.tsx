import type { ComponentChildren } from 'preact';
import type { Slug } from './products.js';

/** The goods, drawn: flat shapes in the shop's own colours, dark enough and light enough for both themes. */
const DRAWINGS: Record<Slug, ComponentChildren> = {
  'ember-gooseneck-kettle': (
    <>
      <path class="shade" d="M62 128h84l-8-58H72z" />
      <path class="deep" d="M70 70h70l3 12H67z" />
      <path class="line" d="M66 116c-22 2-26-14-26-30 0-12-4-18-12-22" />
      <path class="line thick" d="M142 76c26-6 34 12 26 30-4 9-12 14-22 14" />
      <path class="deep" d="M92 62h26l4 8H88z" />
      <circle class="deep" cx="105" cy="57" r="5" />
      <path class="soft" d="M58 128h92v8H58z" />
    </>
  ),
  'harbor-cast-iron-pan': (
    <>
      <ellipse class="deep" cx="88" cy="84" rx="60" ry="46" />
      <ellipse class="shade" cx="88" cy="82" rx="50" ry="37" />
      <path class="line soft-line" d="M52 74c8-16 26-22 44-20" />
      <path class="deep" d="m138 66 46-22c6-2 10 6 5 10l-42 30z" />
      <circle class="ground" cx="180" cy="51" r="3.5" />
    </>
  ),
  'oak-cutting-board': (
    <>
      <rect class="wood" x="34" y="40" width="132" height="86" rx="12" />
      <rect class="wood-line" x="46" y="52" width="108" height="62" rx="7" />
      <path class="wood-line" d="M76 52v62M104 52v62M130 52v62" />
      <circle class="ground" cx="152" cy="83" r="6" />
    </>
  ),
  'trail-mug': (
    <>
      <path class="cream" d="M58 48h76l-5 82c0 4-4 6-8 6H71c-4 0-8-2-8-6z" />
      <path class="line thick" d="M132 64c24-4 32 10 28 28-3 14-16 22-31 20" />
      <path class="deep" d="M56 44h80v9H56z" />
      <path class="line" d="m78 108 16-24 11 15 7-9 12 18" />
    </>
  ),
  'ridge-40-pack': (
    <>
      <path class="shade" d="M64 52c0-20 14-30 36-30s36 10 36 30v76c0 8-4 12-12 12H76c-8 0-12-4-12-12z" />
      <path class="deep" d="M72 88h56v40c0 4-3 7-7 7H79c-4 0-7-3-7-7z" />
      <path class="line" d="M72 64h56M86 24c0-14 28-14 28 0" />
      <path class="line soft-line" d="M80 102h40" />
      <path class="deep" d="M58 70h7v50h-7zM135 70h7v50h-7z" />
    </>
  ),
  'meridian-carry-on': (
    <>
      <path class="line" d="M82 40V14h36v26" />
      <rect class="deep" x="62" y="38" width="76" height="96" rx="11" />
      <path class="line soft-line" d="M80 50v72M100 50v72M120 50v72" />
      <rect class="shade" x="92" y="42" width="16" height="6" rx="3" />
      <circle class="soft" cx="74" cy="140" r="6" />
      <circle class="soft" cx="126" cy="140" r="6" />
    </>
  ),
  'fjell-rain-shell': (
    <>
      <path class="shade" d="m76 36-34 26 12 68 16-3V84l6 54h48l6-54v43l16 3 12-68-34-26z" />
      <path class="deep" d="M76 36c2-16 46-16 48 0l-12 20H88z" />
      <path class="line" d="M100 56v82M82 110h10M108 110h10" />
    </>
  ),
  'cloud-neck-pillow': (
    <>
      <path class="cream" d="M100 28c-42 0-62 28-62 58 0 26 14 46 28 46 16 0 14-18 10-32-4-18 4-34 24-34s28 16 24 34c-4 14-6 32 10 32 14 0 28-20 28-46 0-30-20-58-62-58z" />
      <path class="line" d="M58 62c8-14 24-22 42-22s34 8 42 22" />
      <path class="deep" d="M62 126h10v10H62zM128 126h10v10h-10z" />
    </>
  ),
};

export const Drawing = ({ slug }: { slug: Slug }) => (
  <svg class="drawing" viewBox="0 0 200 160" aria-hidden="true">{DRAWINGS[slug]}</svg>
);
