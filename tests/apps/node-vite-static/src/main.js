document.querySelector('#app').textContent = 'Hello from a page built by Vite';
