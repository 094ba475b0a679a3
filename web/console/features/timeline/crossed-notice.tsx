import { MessageCircleWarning } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.js';

/** Said before a reply crosses newer words: read them first, or send all the same. */
export function CrossedNotice({ count, onReview, onSend }: { count: number; onReview: () => void; onSend: () => void }) {
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
    </div>
  );
}
