using Greeter.Core;

var builder = WebApplication.CreateBuilder();
var app = builder.Build();

app.MapGet("/", () => Greeting.For("a solution"));

var port = Environment.GetEnvironmentVariable("PORT") ?? "5080";
app.Run($"http://0.0.0.0:{port}");
