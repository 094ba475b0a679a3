import type { WidgetSettings } from '#contracts/channels.js';
import type { Channel, Prisma, Store } from '#prisma/generated/client.js';
import { newId, newSecret } from '../../server/src/platform/ids.js';
import { next } from './sequence.js';

type Db = Prisma.TransactionClient;

export const WIDGET_SETTINGS: WidgetSettings = {
  accent: '#1a5fb4',
  logoId: null,
  position: 'right',
  theme: 'auto',
  greeting: { en: 'Hello, how can we help?', 'zh-CN': '您好，有什么可以帮您？', 'zh-TW': '您好，需要什麼協助嗎？' },
  quickQuestions: { en: [{ label: 'Where is my parcel?', text: 'Where is my parcel?' }] },
  preChat: { enabled: false, skippable: true, fields: [] },
  allowedOrigins: [],
  automatic: {},
  greetings: [], visits: false, identityKeys: [],
};

export function aStore(db: Db, fields: Partial<Prisma.StoreUncheckedCreateInput> = {}): Promise<Store> {
  return db.store.create({ data: { id: newId(), name: `Store ${next()}`, ...fields } });
}

/** A widget on a shop's pages; of a new store unless told otherwise, and of no team. */
export async function aChannel(db: Db, fields: Partial<Prisma.ChannelUncheckedCreateInput> = {}): Promise<Channel> {
  const storeId = fields.storeId ?? (await aStore(db)).id;
  return db.channel.create({
    data: {
      id: newId(),
      kind: 'widget',
      name: `Widget ${next()}`,
      key: newSecret('wk_'),
      secret: newSecret('ws_'),
      settings: WIDGET_SETTINGS,
      ...fields,
      storeId,
    },
  });
}
