package com.example.tally;

import org.apache.commons.lang3.StringUtils;

public final class Main {

    private Main() {
    }

    public static void main(String[] args) {
        System.out.println("tally counted " + StringUtils.countMatches("a b a c a", "a") + " letters");
    }
}
