/** A row as it is now, or null when it is gone: after somebody else changed it. */
export async function reload<Row extends { id: string }>(refetch: () => Promise<{ data?: { items: readonly Row[] } | undefined }>, id: string): Promise<Row | null> {
  const { data } = await refetch();
  return data?.items.find((row) => row.id === id) ?? null;
}
