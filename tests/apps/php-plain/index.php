<?php
require __DIR__ . '/pages/greeting.php';
?>
<!doctype html>
<title>Plain PHP</title>
<p><?= htmlspecialchars(greeting($_GET['name'] ?? 'world')) ?></p>
