import './console.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { whenSignedOut } from '../client/api.js';
import { nearestLocale, startTexts } from '../client/i18n.js';
import { queryClient } from '../client/query.js';
import { meQuery } from '../client/session.data.js';
import { listenToKeys } from './app/keys.js';
import { fetchLaterErrors } from './app/later-errors.js';
import { preferences } from './app/preferences.js';
import { router } from './app/router.js';
import { lazyPart } from '../ui/lazy-part.js';

// Nobody hovers before there is something to hover over.
const TooltipLayer = lazyPart(async () => {
  await new Promise((resolve) => window.setTimeout(resolve, 1500));
  return import('../ui/tooltip.js');
});
const texts = {
  en: () => import('./app/locale.en.js'),
  'zh-CN': () => import('./app/locale.zh-cn.js'),
  'zh-TW': () => import('./app/locale.zh-tw.js'),
};

whenSignedOut(() => {
  if (!queryClient.getQueryData(meQuery.queryKey)) return;
  queryClient.setQueryData(meQuery.queryKey, null);
  void router.invalidate();
});
listenToKeys();
fetchLaterErrors();
await startTexts(texts, preferences.get().locale ?? nearestLocale(navigator.languages));

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense fallback={null}>
          <TooltipLayer />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
