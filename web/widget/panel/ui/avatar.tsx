/** A picture, or the first letter of the name; the name itself stands beside it. */
export function Avatar({ name, picture }: { name: string; picture?: string | null | undefined }) {
  if (picture) return <img class="avatar" src={picture} alt="" width={32} height={32} />;
  const [first = ''] = [...new Intl.Segmenter().segment(name.trim())].map((part) => part.segment);
  return (
    <span class="avatar" aria-hidden="true">
      {first.toLocaleUpperCase()}
    </span>
  );
}
