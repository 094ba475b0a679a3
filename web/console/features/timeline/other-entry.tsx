import type { Message } from '#contracts/messages.js';
import { useTranslation } from 'react-i18next';
import { exactMinute } from '../../../client/format.js';
import { Bubble, NotePaper, SystemLine } from '../../../ui/timeline.js';
import { LinkedWords } from '../../app/linked-words.js';
import { Attachments } from './attachments.js';
import { systemText } from './system-text.js';

/** An entry of another ticket's talk, read only. */
export function OtherEntry({ message, files = false }: { message: Message; /** With what it brought. */ files?: boolean }) {
  const { t } = useTranslation();
  const when = <span className="tabular">{exactMinute(message.createdAt)}</span>;
  if (message.kind === 'system')
    return (
      <SystemLine internal={message.internal}>
        {systemText(message, t)} · {when}
      </SystemLine>
    );
  const { author, attachments, text, recalledAt } = message;
  const name = author.name || t(`timeline:author.${author.kind}`);
  const names = attachments.map((file) => file.name).join(', ');
  const said = text === null ? !files && names : <LinkedWords text={text} />;
  const words = recalledAt ? (
    t('timeline:recalled')
  ) : (
    <>
      {files && attachments.length > 0 && <Attachments files={attachments} />}
      {said}
    </>
  );
  if (message.internal)
    return (
      <NotePaper label={t('timeline:note')} author={name} foot={when}>
        {words}
      </NotePaper>
    );
  return (
    <Bubble
      side={author.kind === 'customer' ? 'theirs' : 'ours'}
      faded={recalledAt !== null}
      foot={
        <>
          <span dir="auto">{name}</span>
          {when}
        </>
      }
    >
      {words}
    </Bubble>
  );
}
