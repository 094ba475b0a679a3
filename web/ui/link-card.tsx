interface Props {
  href: string;
  /** The host itself: what a page calls itself may be anything. */
  host: string;
  title: string;
  site: string;
  description: string;
  picture: { url: string; width: number; height: number } | null;
}

/** Where a link leads, in a few words and a small picture. */
export function LinkCard({ href, host, title, site, description, picture }: Props) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      className="my-1 flex w-[20rem] max-w-full gap-3 overflow-hidden rounded-panel border border-line bg-surface p-2 text-start text-text hover:bg-hover"
    >
      {picture && <img src={picture.url} alt="" loading="lazy" className="size-16 shrink-0 rounded-control bg-hover object-cover" />}
      <span className="flex min-w-0 flex-1 flex-col justify-center gap-0.5">
        {title && (
          <span dir="auto" className="line-clamp-2 text-13 font-medium break-words">
            {title}
          </span>
        )}
        {description && (
          <span dir="auto" className="line-clamp-2 text-12 break-words text-muted">
            {description}
          </span>
        )}
        <span className="truncate text-12 text-muted">
          {site && site !== host && <bdi>{site} · </bdi>}
          <bdi>{host}</bdi>
        </span>
      </span>
    </a>
  );
}
