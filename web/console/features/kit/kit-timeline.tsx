import { CheckCheck, CircleAlert, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LinkCard } from '../../../ui/link-card.js';
import { LinkedText } from '../../../ui/linked-text.js';
import { Bubble, DayDivider, NotePaper, SystemLine, TypingLine } from '../../../ui/timeline.js';
import { KitPart } from './kit-part.js';

/** A drawn one: the kit asks nobody for pictures. */
const SAMPLE = { url: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#c9a878" d="M0 0h8v8H0z"/><path fill="#8b3a2a" d="M2 3h4l1 4H1zM3 2h2v1H3z"/></svg>')}`, width: 64, height: 64 };

export function KitTimeline() {
  const { t } = useTranslation(['kit', 'timeline']);
  return (
    <KitPart title={t('part.timeline')}>
      <div className="flex flex-col gap-3">
        <DayDivider>{t('sample.day')}</DayDivider>
        <Bubble side="theirs" foot={<span className="tabular">09:41</span>}>
          <LinkedText text={t('sample.ask')} />
          <LinkCard href="#" host="shop.example" site={t('sample.shop')} title={t('sample.page')} description={t('sample.pageText')} picture={SAMPLE} />
        </Bubble>
        <SystemLine>{t('sample.line')} · 09:42</SystemLine>
        <Bubble
          side="ours"
          foot={
            <>
              <span className="tabular">09:42</span>
              <span className="inline-flex items-center gap-1 text-accent-text">
                <CheckCheck size={14} aria-hidden />
                {t('timeline:mark.read')}
              </span>
            </>
          }
        >
          <LinkedText text={t('sample.answer')} />
        </Bubble>
        <NotePaper label={t('timeline:note')} author={t('sample.person')} foot="09:43">
          <LinkedText text={t('sample.note')} />
        </NotePaper>
        <SystemLine internal>{t('timeline:system.ticket.assigned', { to: t('sample.person') })} · 09:44</SystemLine>
        <Bubble
          side="ours"
          faded
          foot={
            <>
              <Clock size={12} aria-hidden />
              {t('timeline:sending')}
            </>
          }
        >
          <LinkedText text={t('sample.answer')} />
        </Bubble>
        <Bubble
          side="ours"
          foot={
            <span className="flex items-center gap-1.5 text-red">
              <CircleAlert size={14} aria-hidden />
              {t('timeline:failed', { reason: t('errors:conversation.closed') })}
            </span>
          }
        >
          <LinkedText text={t('sample.answer')} />
        </Bubble>
        <TypingLine>{t('sample.typing')}</TypingLine>
      </div>
    </KitPart>
  );
}
