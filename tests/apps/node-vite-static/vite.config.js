import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: 'public_html', // where the old host wanted it
  },
});
