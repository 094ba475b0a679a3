const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
const plain = link?.href ?? '';

/** The number of unread tickets on the tab's icon, and on that of an installed app. */
export function showOnIcon(unread: number): void {
  if ('setAppBadge' in navigator) void (unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => undefined);
  if (!link) return;
  link.href = unread > 0 ? `data:image/svg+xml,${encodeURIComponent(badged(unread))}` : plain;
}

const badged = (unread: number): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1c5f49"/>
<path d="M9 20.5V15a7 7 0 0 1 14 0v5.500" fill="none" stroke="#fff" stroke-width="2.400" stroke-linecap="round"/>
<circle cx="21.500" cy="21.500" r="10.500" fill="#c2281d" stroke="#fff" stroke-width="1.500"/>
<text x="21.500" y="26.500" fill="#fff" font-family="system-ui,sans-serif" font-weight="700" font-size="${unread > 9 ? 12 : 15}" text-anchor="middle">${unread > 99 ? '99' : unread}</text></svg>`;
