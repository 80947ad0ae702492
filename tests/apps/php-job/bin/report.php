#!/usr/bin/env php
<?php

$text = getenv('REPORT_TEXT') ?: 'a report of six short words';

printf("report counted %d words\n", str_word_count($text));
