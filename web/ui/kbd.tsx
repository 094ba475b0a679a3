/** Keys as printed on them: `Mod+K` becomes ⌘K or Ctrl K. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-0.5" aria-hidden>
      {keyCaps(keys).map((cap, index) => (
        <kbd
          key={index}
          className="inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-[4px] border border-line bg-surface px-1 font-sans text-[0.6875rem] leading-none text-muted"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const CAPS: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', shift: isMac ? '⇧' : 'Shift', ctrl: 'Ctrl', alt: isMac ? '⌥' : 'Alt', space: '␣', enter: '↵', escape: 'Esc' };

function keyCaps(keys: string): string[] {
  return keys.split(/[+ ]/u).map((key) => CAPS[key.toLowerCase()] ?? key.toUpperCase());
}
