import type { Quote as QuoteData } from '#contracts/messages.js';
import { useTranslation } from 'react-i18next';
import { Quote } from '../../../ui/quote.js';

interface Props {
  quote: QuoteData;
  meId: string;
  onJump?: (() => void) | undefined;
  onCancel?: () => void;
}

/** What a message answers, in words: who wrote it and how it begins, or what became of it. */
export function QuotedLine({ quote, meId, onJump, onCancel }: Props) {
  const { t } = useTranslation();
  const { author } = quote;
  const name = author.kind === 'agent' && author.id === meId ? t('timeline:you') : author.name || t(`timeline:author.${author.kind}`);
  return (
    <Quote author={name} onJump={onJump} jumpLabel={t('timeline:quote.jump')} {...(onCancel ? { onCancel, cancelLabel: t('timeline:quote.cancel') } : {})}>
      {quote.recalled ? t('timeline:recalled') : (quote.text ?? t('timeline:quote.file'))}
    </Quote>
  );
}
