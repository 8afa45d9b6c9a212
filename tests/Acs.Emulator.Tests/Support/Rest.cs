using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Calling.Acs.Emulator.Tests;

/// <summary>Requests to the identity service, signed as the vendor's documents say or with one thing wrong.</summary>
internal sealed class Rest(EmulatedIdentityServer server, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server.Endpoint };

    public Action<HttpRequestMessage>? Spoil { get; set; }

    public TimeSpan Skew { get; set; }

    public string Key { get; set; } = server.AccessKey;

    public async Task<(int Status, JsonElement Body, HttpResponseHeaders Headers)> SendAsync(
        HttpMethod method, string path, string body = "", string version = "?api-version=2023-10-01")
    {
        using var request = new HttpRequestMessage(method, path + version) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Sign(request, body);
        Spoil?.Invoke(request);
        using var response = await _http.SendAsync(request).Soon();
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, response.Headers);
    }

    public void Dispose() => _http.Dispose();

    private void Sign(HttpRequestMessage request, string body)
    {
        var uri = new Uri(_http.BaseAddress!, request.RequestUri!);
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        string date = (time.GetUtcNow() + Skew).ToString("r", CultureInfo.InvariantCulture);
        string text = $"{request.Method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{hash}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.ASCII.GetBytes(text)));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }
}
