"""What a RUN may call for Node, Bun and Deno (the language is explained in `grammar`)."""

NODE = """
npm ci [--omit=dev] [--omit=optional] [--include=dev] [--include=optional] [--production] [--ignore-scripts]
    [--no-audit] [--no-fund] [--no-update-notifier] [--no-progress] [--legacy-peer-deps] [--prefer-offline]
    [--include-workspace-root] [--workspaces] [--workspace=WORKSPACE]* [-w WORKSPACE]*
npm install [--omit=dev] [--omit=optional] [--include=dev] [--include=optional] [--production]
    [--ignore-scripts] [--no-audit] [--no-fund] [--no-package-lock] [--no-progress] [--legacy-peer-deps]
    [--prefer-offline] [--include-workspace-root] [--workspaces] [--workspace=WORKSPACE]* [-w WORKSPACE]*
npm install -g NODETOOL
npm install --global [--force] NODETOOL
npm prune [--omit=dev] [--production] [--no-audit] [--no-fund]
npm rebuild [--workspaces] WORKSPACE*
npm run [--if-present] [--workspaces] [--workspace=WORKSPACE]* [-w WORKSPACE]* TASK
npm cache clean --force
pnpm install [--frozen-lockfile] [--no-frozen-lockfile] [--prod] [--offline] [--prefer-offline]
    [--ignore-scripts] [--no-optional] [-r] [--recursive] [--shamefully-hoist] [--filter FILTER]*
    [--filter=FILTER]*
pnpm fetch [--prod] [--dev]
pnpm prune --prod
pnpm rebuild [-r]
pnpm --filter FILTER run TASK
pnpm --filter=FILTER run TASK
pnpm -r run TASK
pnpm run [-r] [--recursive] [--if-present] [--filter FILTER]* [--filter=FILTER]* TASK
pnpm build
pnpm --filter FILTER build
pnpm --filter=FILTER build
pnpm --filter FILTER deploy [--prod] [--legacy] PLACE
pnpm --filter=FILTER deploy [--prod] [--legacy] PLACE
pnpm store prune
yarn
yarn install [--immutable] [--frozen-lockfile] [--production] [--production=true|false] [--non-interactive]
    [--ignore-scripts] [--ignore-engines] [--no-progress] [--prefer-offline] [--inline-builds]
    [--mode=skip-build]
yarn run TASK
yarn build
yarn workspace WORKSPACE run TASK
yarn workspace WORKSPACE build
yarn workspaces focus [--production] [--all] WORKSPACE*
yarn workspaces foreach -A run TASK
yarn workspaces foreach -Rt --from WORKSPACE run TASK
yarn workspaces foreach -Rpt --from WORKSPACE run TASK
yarn cache clean [--all]
bun install [--frozen-lockfile] [--production] [--ignore-scripts] [--no-progress] [--no-save] [--filter FILTER]*
    [--filter=FILTER]*
bun run [--filter FILTER] [--filter=FILTER] TASK
bun build [--compile] [--minify] [--sourcemap] [--bytecode] [--target=bun|node|browser]
    [--target bun|node|browser] [--outdir FILE] [--outdir=FILE] [--outfile FILE] [--outfile=FILE] SCRIPT+
deno install [--frozen] [--allow-scripts] [--entrypoint SCRIPT]*
deno cache [--frozen] [--lock=FILE] SCRIPT+
deno task TASK
deno compile [ALLOW]* [--output FILE] [-o FILE] SCRIPT
corepack enable [pnpm] [yarn] [npm]
corepack prepare [--activate] NODETOOL
corepack install
node SCRIPT ARG*
tsc [-p FILE] [--project FILE] [-b] [--build] [--noEmit] [--outDir FILE] FILE*
prisma generate [--schema=FILE] [--schema FILE] [--no-engine] [--no-hints]
vite build [--outDir FILE] [--mode NAME] [--base /]
next build [--turbopack] [--webpack] [--no-lint]
nuxt build [--preset NAME]
nuxt generate
nitro build [--preset NAME]
nitropack build [--preset NAME]
vinxi build
node ace build
astro build [--outDir FILE]
turbo prune [--docker] [--out-dir FILE] [--out-dir=FILE] WORKSPACE+
turbo run [--filter FILTER]* [--filter=FILTER]* [--no-daemon] [--no-cache] TASK+
turbo build [--filter FILTER]* [--filter=FILTER]* [--no-daemon]
nx build [--configuration=NAME] [--prod] [--skip-nx-cache] WORKSPACE
nx run TASK
lerna run [--scope=WORKSPACE] [--scope WORKSPACE] [--include-dependencies] [--no-bail] TASK
ng build [--configuration=NAME] [--configuration NAME] [--output-path=FILE] WORKSPACE?
nest build WORKSPACE?
remix build
remix vite:build
react-router build
svelte-kit sync
webpack [--mode production] [--mode=production] [--config FILE]
rollup -c FILE?
tsup FILE*
gatsby build [--prefix-paths]
eleventy [--output=FILE] [--input=FILE]
vitepress build [--outDir FILE] FILE?
vuepress build [--dest FILE] FILE?
docusaurus build [--out-dir FILE]
hexo generate
expo export [--platform web] [-p web] [--output-dir FILE]
vue-cli-service build [--mode NAME] [--dest FILE]
react-scripts build
slidev build [--out FILE] FILE?
playwright install [--with-deps] NAME*
"""
