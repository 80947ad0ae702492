package com.example.herald;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/")
public class HeraldResource {

    @GET
    public String hello() {
        return "Hello from Quarkus";
    }
}
