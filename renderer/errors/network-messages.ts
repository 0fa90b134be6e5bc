import type { NetworkReason } from "../../shared/errors.ts";
import type { Messages } from "../messages.ts";

/** One text per reason why a server was not reached: what is wrong with which host, and what to try. */
const en: Record<NetworkReason, string> = {
  no_such_host:
    "There is no server called {{host}}. Check the address for a typing mistake, and the network connection.",
  connection_refused:
    "{{host}} refused the connection. The server may be down, or the address or port may be wrong.",
  unreachable: "{{host}} can’t be reached. Check the network connection, VPN, or firewall.",
  proxy_unreachable:
    "The proxy server {{host}} can’t be reached. Check the proxy settings and the network connection.",
  proxy_refused:
    "The proxy server {{host}} doesn’t allow this connection. Ask its administrator to allow it, or change the proxy settings.",
  proxy_password:
    "The proxy server {{host}} wants a valid user name and password. Enter them in Settings > Network.",
  certificate_expired:
    "The certificate of {{host}} has expired. Check this computer’s date and time. If they are right, the server’s administrator must renew the certificate.",
  certificate_not_yet_valid:
    "The certificate of {{host}} is not valid yet. Check this computer’s date and time.",
  certificate_unknown_issuer:
    "This computer doesn’t trust the issuer of the certificate of {{host}}. On a company network, ask IT to install the company’s root certificate on this computer.",
  certificate_wrong_name:
    "The certificate is not for {{host}}. Check the address for a typing mistake, or ask the server’s administrator.",
  certificate_invalid:
    "The certificate of {{host}} is not valid, so the connection would not be safe. Ask the server’s administrator.",
  cut_off:
    "The connection to {{host}} was cut off. Try again. If it happens again, check the network, VPN, or proxy.",
  too_slow: "{{host}} took too long to answer. Check the network connection, or try again later.",
  not_http:
    "Something answers at {{host}}, but not as a web server should. Check the address and port, and whether https:// is right.",
};

export const networkMessages = {
  en,
  "zh-CN": {
    no_such_host: "找不到服务器 {{host}}，请检查地址和网络连接。",
    connection_refused: "{{host}} 拒绝了连接。服务器可能未运行，或者地址、端口有误。",
    unreachable: "无法连接 {{host}}，请检查网络连接、VPN 或防火墙。",
    proxy_unreachable: "无法连接代理服务器 {{host}}，请检查代理设置和网络连接。",
    proxy_refused: "代理服务器 {{host}} 不允许此连接，请联系其管理员放行，或更改代理设置。",
    proxy_password: "代理服务器 {{host}} 需要有效的用户名和密码，请在“设置 > 网络”中填写。",
    certificate_expired:
      "{{host}} 的证书已过期。请检查本机的日期和时间；如果无误，需由服务器管理员更新证书。",
    certificate_not_yet_valid: "{{host}} 的证书尚未生效，请检查本机的日期和时间。",
    certificate_unknown_issuer:
      "{{host}} 的证书由本机不信任的机构颁发。如果在公司网络中，请联系 IT 部门在本机安装公司的根证书。",
    certificate_wrong_name: "证书与域名 {{host}} 不匹配，请检查地址是否有误，或联系服务器管理员。",
    certificate_invalid: "{{host}} 的证书无效，连接不安全，请联系服务器管理员。",
    cut_off: "与 {{host}} 的连接中断，请重试；如果反复出现，请检查网络、VPN 或代理。",
    too_slow: "{{host}} 响应超时，请检查网络连接，或稍后再试。",
    not_http: "{{host}} 有应答，但不像 Web 服务器，请检查地址和端口，以及 https:// 是否正确。",
  },
} satisfies Messages<typeof en>;
