import type { CannedReply } from '#contracts/canned-replies.js';
import { UserRound, UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/class-names.js';

interface Props {
  id: string;
  label: string;
  replies: readonly CannedReply[];
  option: (reply: CannedReply) => string;
  active: CannedReply | null;
  onActive: (index: number) => void;
  onPick: (index: number) => void;
  empty: string;
}

/** What was found. The focus stays in the composer; the keys arrive from there. */
export function ReplyList({ id, label, replies, option, active, onActive, onPick, empty }: Props) {
  const { t } = useTranslation('replies');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => void list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="min-w-0 flex-1 overflow-y-auto p-1.5 mid:max-w-[45%] mid:border-e mid:border-line">
      {replies.length === 0 && <p className="px-2 py-3 text-13 text-muted">{empty}</p>}
      {replies.map((reply, index) => (
        <button
          key={reply.id}
          type="button"
          id={option(reply)}
          role="option"
          tabIndex={-1}
          aria-selected={reply === active}
          // The composer keeps the focus and the caret.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => reply !== active && onActive(index)}
          onClick={() => onPick(index)}
          className={cx('flex min-h-9 w-full cursor-default items-center gap-2 rounded-control px-2 py-1 text-start text-13', reply === active && 'bg-press')}
        >
          <span className="min-w-0 flex-1">
            <span dir="auto" className="block truncate font-medium">
              {reply.title}
            </span>
            {reply.folder && (
              <span dir="auto" className="block truncate text-12 text-muted">
                {reply.folder}
              </span>
            )}
          </span>
          {reply.shortcut && <span className="max-w-24 truncate text-12 text-muted">/{reply.shortcut}</span>}
          {reply.scope !== 'all' && (
            <span className="text-faint" title={reply.team?.name ?? t('scope.own')}>
              {reply.scope === 'own' ? <UserRound size={14} aria-label={t('scope.own')} /> : <UsersRound size={14} aria-label={reply.team?.name} />}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
