import type { Attachment } from '#contracts/files.js';
import { useEffect, useState } from 'preact/hooks';
import { endingOf, isPicture, sizeText } from '../../../client/file.rules.js';
import { usePanel } from './context.js';
import { Icon } from './icon.js';

/** What a message brought: pictures in a grid, everything else as cards. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const pictures = files.filter(isPicture);
  return (
    <div class="files">
      {pictures.length > 0 && (
        <div class={pictures.length === 1 ? 'pictures one' : 'pictures'}>
          {pictures.map((file, at) => <Picture key={file.id} file={file} all={pictures} at={at} />)}
        </div>
      )}
      {files.filter((file) => !isPicture(file)).map((file) => <FileCard key={file.id} file={file} />)}
    </div>
  );
}

function Picture({ file, all, at }: { file: Attachment; all: readonly Attachment[]; at: number }) {
  const { texts: { t }, session } = usePanel();
  const [url, setUrl] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    void session?.files.address(file.id).then((address) => (address ? setUrl(address.thumbnailUrl) : setGone(true)));
  }, [file.id, session]);
  const open = async () => {
    const { openViewer } = await import('../../../client/picture-viewer.js');
    const pictures = all.map(({ id, name }) => ({ name, url: async () => (await session?.files.address(id))?.url ?? null }));
    openViewer(pictures, at, {
      label: t('file.viewer'), close: t('file.close'), previous: t('file.previous'), next: t('file.next'), gone: t('file.gone'),
      place: (place, of) => t('file.place', { place, of }),
    });
  };
  return (
    <button type="button" class="picture" style={{ aspectRatio: all.length === 1 ? `${file.width} / ${file.height}` : '1' }} aria-label={t('file.open', { name: file.name })} onClick={open}>
      {gone ? <span>{t('file.gone')}</span> : url && <img src={url} alt="" loading="lazy" onError={() => setGone(true)} />}
    </button>
  );
}

function FileCard({ file }: { file: Attachment }) {
  const { texts, session } = usePanel();
  const download = async () => {
    const address = await session?.files.address(file.id);
    if (!address) return;
    const link = document.createElement('a');
    link.href = address.url;
    link.download = file.name;
    link.click();
  };
  return (
    <button type="button" class="card" aria-label={texts.t('file.download', { name: file.name })} onClick={download}>
      <span class="kind">{endingOf(file.name) || <Icon name="file" />}</span>
      <span class="about"><bdi>{file.name}</bdi><small>{sizeText(file.bytes, texts.locale)}</small></span>
    </button>
  );
}
