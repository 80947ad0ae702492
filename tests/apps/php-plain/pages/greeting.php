<?php

function greeting(string $name): string
{
    return sprintf('Hello, %s, from PHP %d', $name, PHP_MAJOR_VERSION);
}
