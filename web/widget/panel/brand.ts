import type { Brand } from '../bridge.js';

export function readBrand(get: (name: keyof Brand) => string | null): Brand {
  const [position, theme] = [get('position'), get('theme')];
  return {
    accent: get('accent'),
    logoUrl: get('logoUrl'),
    position: position === 'left' || position === 'right' ? position : null,
    theme: theme === 'light' || theme === 'dark' || theme === 'auto' ? theme : null,
    shopName: get('shopName'),
  };
}
