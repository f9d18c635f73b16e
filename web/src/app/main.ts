import { mount } from 'svelte';
import { start_router } from '../lib/router.svelte';
import App from './App.svelte';
import { keep_for_offline } from './offline';
import '../style/index.css';

start_router();
mount(App, { target: document.getElementById('app')! });
keep_for_offline();
