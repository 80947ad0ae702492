package com.example.greetings;

public final class Greetings {

    private Greetings() {
    }

    public static String hello() {
        return "Hello from a module of Maven";
    }
}
