using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Identity.Tests;

/// <summary>A device with a passkey, as browsers speak for it (WebAuthn level 3): ES256, without attestation.</summary>
internal sealed class SoftwarePasskey(string origin) : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);

    private string userHandle = "";

    /// <summary>Where the page that it is asked by says that it is.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>How often it signed; 0 for a device that does not count.</summary>
    public uint Count { get; set; }

    /// <summary>Whether somebody showed a finger.</summary>
    public bool IsVerified { get; set; } = true;

    public string Make(JsonNode options)
    {
        userHandle = options["user"]!["id"]!.GetValue<string>();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] credential = [.. new byte[16], 0, (byte)id.Length, .. id, .. publicKey];
        byte[] data = [.. AuthenticatorData(options["rp"]!["id"]!.GetValue<string>(), HasCredential), .. credential];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Credential(new
        {
            clientDataJSON = Base64Url.EncodeToString(ClientData("webauthn.create", options)),
            attestationObject = Base64Url.EncodeToString(attestation),
            transports = new[] { "internal" },
        });
    }

    public string Show(JsonNode options)
    {
        var client = ClientData("webauthn.get", options);
        var data = AuthenticatorData(options["rpId"]!.GetValue<string>(), flags: 0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new
        {
            clientDataJSON = Base64Url.EncodeToString(client),
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(signature),
            userHandle,
        });
    }

    public void Dispose() => key.Dispose();

    private byte[] AuthenticatorData(string domain, byte flags)
    {
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(domain)).CopyTo(data, 0);
        data[32] = (byte)(flags | UserPresent | (IsVerified ? UserVerified : 0));
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), Count);
        return data;
    }

    private byte[] ClientData(string type, JsonNode options) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options["challenge"]!.GetValue<string>(), origin = Origin, crossOrigin = false });

    private string Credential(object response)
    {
        var name = Base64Url.EncodeToString(id);
        return JsonSerializer.Serialize(new { id = name, rawId = name, type = "public-key", clientExtensionResults = new { }, response });
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];
}
