<?php

namespace App\Controller;

use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Routing\Attribute\Route;

class Home
{
    #[Route('/')]
    public function __invoke(): Response
    {
        return new Response('Hello from Symfony');
    }
}
