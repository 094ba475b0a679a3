import type { Tray, TrayItem } from '../../../client/file-tray.js';
import { endingOf, sizeText } from '../../../client/file.rules.js';
import type { Texts, TextKey } from '../texts.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

const FAULTS: Partial<Record<string, TextKey>> = {
  'file/empty': 'file.fault.empty',
  'file/too_large': 'file.fault.tooLarge',
  'file/type_refused': 'file.fault.type',
  'file/unreadable': 'file.fault.unreadable',
  'file/infected': 'file.fault.infected',
  'file/quota_reached': 'file.fault.quota',
  'server/storage_full': 'file.fault.full',
  'file/upload_incomplete': 'file.fault.lost',
  'client/offline': 'file.fault.line',
};
function stateOf(item: TrayItem, { t, locale }: Texts): string {
  if (item.state === 'failed') return t(FAULTS[item.error ?? ''] ?? 'file.fault.other', { megabytes: Number(item.data['megabytes'] ?? 0) });
  if (item.state === 'uploading') return t('file.uploading', { percent: Math.round(item.progress * 100) });
  return item.state === 'waiting' ? t(item.error ? 'file.again' : 'file.waiting') : sizeText(item.bytes, locale);
}

/** The files of the draft, each with how far it is and a way to take it out. */
export function TrayList({ tray, items }: { tray: Tray; items: readonly TrayItem[] }) {
  const { texts } = usePanel();
  const { t } = texts;
  return (
    <ul class="tray" aria-label={t('file.chosen')}>
      {items.map((item) => (
        <li key={item.key} class={item.state}>
          {item.preview ? <img src={item.preview} alt="" /> : <span class="kind">{endingOf(item.name) || <Icon name="file" />}</span>}
          <span class="about">
            <bdi>{item.name}</bdi>
            <small role={item.state === 'failed' ? 'alert' : undefined}>{stateOf(item, texts)}</small>
            {item.state === 'uploading' && <progress max={1} value={item.progress} aria-label={item.name} />}
          </span>
          {item.state === 'failed' && tray.canRetry(item.key) && (
            <button type="button" class="plain" aria-label={t('file.retry', { name: item.name })} onClick={() => tray.retry(item.key)}><Icon name="undo" /></button>
          )}
          <button type="button" class="plain" aria-label={t('file.remove', { name: item.name })} onClick={() => tray.remove(item.key)}><Icon name="close" /></button>
        </li>
      ))}
    </ul>
  );
}
