var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks();

var app = builder.Build();
var greeting = Environment.GetEnvironmentVariable("GREETING") ?? "Hello";

app.MapGet("/", (string? name) => $"{greeting}, {name ?? "world"}, from ASP.NET Core");
app.MapHealthChecks("/healthz");

app.Run();
