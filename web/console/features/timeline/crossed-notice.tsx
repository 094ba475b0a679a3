import type { Message } from '#contracts/messages.js';
import { MessageCircleWarning } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';

interface Props {
  count: number;
  /** The latest of what would be crossed, if it is here already. */
  newest: Message | null;
  onReview: () => void;
  onSend: () => void;
}

/** Said before a reply crosses newer words: read them first, or send all the same. */
export function CrossedNotice({ count, newest, onReview, onSend }: Props) {
  const { t } = useTranslation('timeline');
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={notice} role="alertdialog" aria-label={t('crossed.text', { count })} className="mb-2 flex flex-wrap items-center gap-2 rounded-control border border-amber-line bg-amber-paper px-3 py-1.5 text-13 text-amber">
      <MessageCircleWarning size={16} aria-hidden />
      <span className="min-w-0 flex-1">{t('crossed.text', { count })}</span>
      <Button size="small" onClick={onReview}>
        {t('crossed.review')}
      </Button>
      <Button size="small" look="quiet" onClick={onSend}>
        {t('crossed.send')}
      </Button>
      {newest?.text && (
        <blockquote className="w-full border-s-2 border-amber-line ps-2 text-text">
          <span className="font-medium">{newest.author.name || t(`author.${newest.author.kind}`)}</span>{' '}
          <span dir="auto" className="line-clamp-2 break-words">
            {newest.text}
          </span>
        </blockquote>
      )}
    </div>
  );
}
