import type { Attachment } from '#contracts/files.js';
import { Download, FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endingOf, isPicture, sizeText } from '../../../client/file.rules.js';
import { fileAddresses } from '../../../client/files.data.js';
import { cx } from '../../../ui/class-names.js';

/** What a message brought: pictures in a grid that opens large, everything else as cards. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const pictures = files.filter(isPicture);
  return (
    <div className="my-1 flex w-[20rem] max-w-full flex-col gap-1.5">
      {pictures.length > 0 && (
        <div className={cx('grid gap-1 overflow-hidden rounded-panel', pictures.length === 1 ? 'grid-cols-1' : pictures.length === 2 ? 'grid-cols-2' : 'grid-cols-3')}>
          {pictures.map((file, at) => (
            <Picture key={file.id} file={file} all={pictures} at={at} />
          ))}
        </div>
      )}
      {files
        .filter((file) => !isPicture(file))
        .map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
    </div>
  );
}

function Picture({ file, all, at }: { file: Attachment; all: readonly Attachment[]; at: number }) {
  const { t } = useTranslation('files');
  const [url, setUrl] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    let here = true;
    void fileAddresses.of(file.id).then((address) => here && (address ? setUrl(address.thumbnailUrl) : setGone(true)));
    return () => {
      here = false;
    };
  }, [file.id]);
  const open = async () => {
    const { openViewer } = await import('../../../client/picture-viewer.js');
    openViewer(
      all.map(({ id, name }) => ({ name, url: async () => (await fileAddresses.of(id))?.url ?? null })),
      at,
      { label: t('viewer'), close: t('common:close'), previous: t('previous'), next: t('next'), gone: t('gone'), place: (place, of) => t('place', { place, of }) },
    );
  };
  return (
    <button
      type="button"
      aria-label={t('open', { name: file.name })}
      onClick={() => void open()}
      style={{ aspectRatio: all.length === 1 ? `${file.width} / ${file.height}` : '1' }}
      className="block max-h-72 w-full overflow-hidden bg-hover text-12 text-muted outline-offset-[-3px]"
    >
      {gone ? t('gone') : url && <img src={url} alt="" loading="lazy" onError={() => setGone(true)} className="size-full object-cover" />}
    </button>
  );
}

function FileCard({ file }: { file: Attachment }) {
  const { t, i18n } = useTranslation('files');
  const download = async () => {
    const address = await fileAddresses.of(file.id);
    if (!address) return;
    const link = document.createElement('a');
    link.href = address.url;
    link.download = file.name;
    link.click();
  };
  return (
    <button
      type="button"
      aria-label={t('download', { name: file.name })}
      onClick={() => void download()}
      className="flex min-h-12 w-full items-center gap-2.5 rounded-panel border border-line bg-surface py-1.5 ps-2 pe-3 text-start hover:bg-hover"
    >
      <FileSign name={file.name} />
      <span className="flex min-w-0 flex-1 flex-col">
        <bdi className="max-w-full self-start truncate text-13">{file.name}</bdi>
        <span className="tabular text-12 text-muted">{sizeText(file.bytes, i18n.language)}</span>
      </span>
      <Download size={16} className="shrink-0 text-muted" aria-hidden />
    </button>
  );
}

/** The kind of a file by the ending of its name. */
export function FileSign({ name }: { name: string }) {
  const ending = endingOf(name);
  return <span className="grid size-9 shrink-0 place-items-center rounded-control bg-press text-[0.6875rem] font-semibold text-muted">{ending || <FileText size={18} aria-hidden />}</span>;
}
