package com.example.parrot;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.Micronaut;

@Controller
public class Application {

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }

    @Get(value = "/", produces = "text/plain")
    public String hello() {
        return "Hello from Micronaut";
    }
}
