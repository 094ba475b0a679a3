import type { ShopTexts } from './texts.js';

export type Slug = keyof ShopTexts['products'];
export interface Product {
  slug: Slug;
  shelf: 'kitchen' | 'travel';
  /** Cents. */
  price: number;
}

export const PRODUCTS: readonly Product[] = [
  { slug: 'ember-gooseneck-kettle', shelf: 'kitchen', price: 329_00 },
  { slug: 'harbor-cast-iron-pan', shelf: 'kitchen', price: 189_00 },
  { slug: 'oak-cutting-board', shelf: 'kitchen', price: 119_00 },
  { slug: 'trail-mug', shelf: 'kitchen', price: 34_00 },
  { slug: 'ridge-40-pack', shelf: 'travel', price: 279_00 },
  { slug: 'meridian-carry-on', shelf: 'travel', price: 389_00 },
  { slug: 'fjell-rain-shell', shelf: 'travel', price: 349_00 },
  { slug: 'cloud-neck-pillow', shelf: 'travel', price: 59_00 },
];

export const money = (cents: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(cents / 100);
