import { createApp, h } from 'vue';
import { createRouter, createWebHistory, RouterView } from 'vue-router';

const page = (text) => ({ render: () => h('p', text) });
const routes = [
  { path: '/', component: page('home') },
  { path: '/about', component: page('about') },
];
const router = createRouter({ history: createWebHistory(), routes });

createApp({ render: () => h(RouterView) }).use(router).mount('#app');
