<?php

return [
    'name' => env('APP_NAME', 'Laravel'),
    'cipher' => 'AES-256-CBC',
    'key' => env('APP_KEY'),
];
